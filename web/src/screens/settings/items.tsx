import {ActionIcon, Button} from '@mantine/core';
import {useQuery} from '@tanstack/react-query';
import {useState} from 'react';
import {items} from '../../api/calls.ts';
import type {Item} from '../../api/shapes.ts';
import {useAccount, useMay} from '../../app/account.tsx';
import {digitsOf} from '../../text/formats.ts';
import {fromMinor, writeDecimal} from '../../text/numbers.ts';
import {useText} from '../../text/text.tsx';
import {Confirm} from '../../ui/confirm.tsx';
import {TrashIcon} from '../../ui/icons.tsx';
import {ProblemNote} from '../../ui/problem-note.tsx';
import {Section} from '../../ui/section.tsx';
import {useAction} from '../../ui/use-action.ts';
import {ItemDialog} from './item-dialog.tsx';
import classes from './settings.module.css';

/** What one sells again and again. Lines copy it when it is chosen. */
export const ItemSettings = () => {
	const {t, locale} = useText();
	const {id: account} = useAccount();
	const may = useMay('bookkeeper');
	const [edited, setEdited] = useState<Item | 'new' | null>(null);
	const [removed, setRemoved] = useState<Item | null>(null);
	const {data, error} = useQuery({queryKey: [account, 'items'], queryFn: () => items.list(account, {limit: 100})});
	const remove = useAction<string, null>(
		(id) => items.remove(account, id),
		() => setRemoved(null),
	);
	return (
		<Section
			card
			title={t('settings.items')}
			action={
				may ? (
					<Button size="compact-sm" onClick={() => setEdited('new')}>
						{t('items.add')}
					</Button>
				) : undefined
			}
		>
			<p className="quiet">{t('items.text')}</p>
			<ProblemNote error={error} />
			<ul className={classes.list}>
				{data?.data.map((item) => (
					<li key={item.id}>
						<span>
							{item.name}
							<span className={classes.small}>{item.description}</span>
						</span>
						<span className={classes.end}>
							<span className="figures">
								{`${writeDecimal(fromMinor(item.unitAmount, digitsOf(item.currency)), locale)} ${item.currency}${item.unit ? ` / ${item.unit}` : ''}`}
							</span>
							{may ? (
								<>
									<Button variant="default" size="compact-sm" onClick={() => setEdited(item)}>
										{t('act.edit')} <span className="unseen">{t('items.edit', {name: item.name})}</span>
									</Button>
									<ActionIcon
										variant="subtle"
										color="gray"
										aria-label={t('items.removeAsk', {name: item.name})}
										onClick={() => setRemoved(item)}
									>
										<TrashIcon size={16} />
									</ActionIcon>
								</>
							) : null}
						</span>
					</li>
				))}
			</ul>
			{edited === null ? null : <ItemDialog item={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />}
			{removed === null ? null : (
				<Confirm
					title={t('items.removeAsk', {name: removed.name})}
					act={t('act.delete')}
					tone="danger"
					busy={remove.isPending}
					error={remove.error}
					notDone={t('settings.failed')}
					onConfirm={() => remove.mutate(removed.id)}
					onClose={() => setRemoved(null)}
				>
					<p>{t('items.removeText')}</p>
				</Confirm>
			)}
		</Section>
	);
};
