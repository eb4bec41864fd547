import {useQuery} from '@tanstack/react-query';
import {Link} from '@tanstack/react-router';
import {templates} from '../../api/billing.ts';
import {walk} from '../../api/walk.ts';
import {useAccount} from '../../app/account.tsx';
import {useText} from '../../text/text.tsx';
import {StatusBadge} from '../../ui/status-badge.tsx';
import list from '../recurring/editor/template-editor.module.css';
import {everyWords} from '../recurring/schedule-words.ts';

/** What recurs for this customer. */
export const CustomerTemplates = ({customer}: {customer: string}) => {
	const text = useText();
	const {t} = text;
	const {id: account} = useAccount();
	const {data} = useQuery({
		queryKey: [account, 'home', 'templates'],
		queryFn: () => walk((cursor) => templates.list(account, {limit: 100, cursor})),
	});
	const own = data?.rows.filter(({customerId}) => customerId === customer) ?? [];
	if (own.length === 0)
		return (
			<p className="quiet">
				{t('customers.nothingRecurs')}{' '}
				<Link to="/$account/recurring/edit/{-$template}" params={{account, template: undefined}} search={{customer}}>
					{t('home.next.act')}
				</Link>
			</p>
		);
	return (
		<ol className={list.periods}>
			{own.map((template) => (
				<li key={template.id}>
					<Link to="/$account/recurring/$template" params={{account, template: template.id}}>
						{template.name ?? template.lines[0]?.description.split('\n')[0] ?? t('recurring.title')}
					</Link>
					<span className={list.small}>{everyWords(template.schedule, text)}</span>
					<span className={list.amount}>
						<StatusBadge status={template.status} />
					</span>
				</li>
			))}
		</ol>
	);
};
