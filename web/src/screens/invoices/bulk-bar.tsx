import {Button, Group} from '@mantine/core';
import {useState} from 'react';
import {type BulkAction, type BulkResult, doInBulk} from '../../api/billing.ts';
import type {Invoice} from '../../api/invoice-shapes.ts';
import {useAccount} from '../../app/account.tsx';
import {useText} from '../../text/text.tsx';
import {Confirm} from '../../ui/confirm.tsx';
import type {Selection} from '../../ui/data-table.tsx';
import {useNotices} from '../../ui/notices.tsx';
import {useAction} from '../../ui/use-action.ts';
import classes from './bulk-bar.module.css';
import {actionsFor} from './invoice-state.ts';

type Props = {readonly selection: Selection & {readonly clear: () => void}; readonly rows: readonly Invoice[]};
type Asked = {readonly action: BulkAction; readonly ids: readonly string[]};
const bulkActions = ['finalize', 'send', 'remind', 'void'] as const satisfies readonly BulkAction[];

/** What can be done to all ticked rows at once; says beforehand how many it is for. */
export const BulkBar = ({selection, rows}: Props) => {
	const {t, n, code} = useText();
	const {id: account} = useAccount();
	const notices = useNotices();
	const [asked, setAsked] = useState<BulkAction | null>(null);
	const run = useAction<Asked, readonly BulkResult[]>(
		(body, key) => doInBulk(account, body, key),
		(data) => {
			setAsked(null);
			selection.clear();
			const done = data.filter(({ok}) => ok).length;
			if (done > 0) notices.done(n('bulk.done', done));
			const refused = data.filter(({ok}) => !ok);
			if (refused.length > 0)
				notices.failed(
					n('bulk.refused', refused.length, {
						why: [...new Set(refused.map((one) => code('refusal', one.code ?? '')))].join(' '),
					}),
				);
		},
	);
	const chosen = rows.filter(({id}) => selection.ids.has(id));
	if (chosen.length === 0) return null;
	const possible = (action: BulkAction): readonly string[] =>
		chosen.filter((invoice) => actionsFor(invoice)[action]).map(({id}) => id);
	return (
		<div className={classes.bar} role="toolbar" aria-label={n('table.selected', chosen.length)}>
			<span className={classes.count}>{n('table.selected', chosen.length)}</span>
			<Group gap={6}>
				{bulkActions.map((action) => (
					<Button
						key={action}
						size="compact-sm"
						variant="default"
						disabled={possible(action).length === 0}
						onClick={() => setAsked(action)}
					>
						{t(`bulk.${action}`)}
					</Button>
				))}
				<Button size="compact-sm" variant="subtle" color="gray" onClick={selection.clear}>
					{t('act.cancel')}
				</Button>
			</Group>
			{asked === null ? null : (
				<Confirm
					title={n(`bulk.${asked}.ask`, possible(asked).length)}
					act={t(`bulk.${asked}`)}
					tone={asked === 'void' ? 'danger' : 'plain'}
					busy={run.isPending}
					error={run.error}
					notDone={t('bulk.failed')}
					onConfirm={() => run.mutate({action: asked, ids: possible(asked)})}
					onClose={() => {
						setAsked(null);
						run.reset();
					}}
				>
					<p>{t(`bulk.${asked}.text`)}</p>
				</Confirm>
			)}
		</div>
	);
};
