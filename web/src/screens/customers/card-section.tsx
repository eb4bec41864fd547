import {Button, Group, Stack} from '@mantine/core';
import {useState} from 'react';
import {at, customers} from '../../api/calls.ts';
import {call} from '../../api/http.ts';
import type {Customer} from '../../api/shapes.ts';
import {useAccount, useMay} from '../../app/account.tsx';
import {useText} from '../../text/text.tsx';
import {Confirm} from '../../ui/confirm.tsx';
import {CardIcon} from '../../ui/icons.tsx';
import {useNotices} from '../../ui/notices.tsx';
import {ProblemNote} from '../../ui/problem-note.tsx';
import {useAction} from '../../ui/use-action.ts';
import {CardLink} from './card-link.tsx';

/** The saved card: never more than brand, last four and expiry. It is typed on the payment partner's page only. */
export const CardSection = ({customer}: {customer: Customer}) => {
	const {t, code} = useText();
	const {id: account} = useAccount();
	const notices = useNotices();
	const mayBill = useMay('bookkeeper');
	const [removing, setRemoving] = useState(false);
	const ask = useAction<'card-setup', {url: string}>((_, key) =>
		customers.act<{url: string}>(account, customer.id, 'card-setup', {}, key),
	);
	const remove = useAction<string, null>(
		(id) => call<null>({method: 'DELETE', path: at(account, 'customers', id, 'card')}),
		() => {
			setRemoving(false);
			notices.done(t('card.removed'));
		},
	);
	const {card} = customer;
	const name = card === null ? '' : t('card.named', {brand: code('brand', card.brand), last4: card.last4});
	return (
		<Stack gap="sm">
			{card === null ? (
				<p className="quiet">{t('card.none')}</p>
			) : (
				<Group gap={10}>
					<CardIcon />
					<span>
						{name}{' '}
						<span className="quiet">
							{t('card.expires', {when: `${String(card.expMonth).padStart(2, '0')}/${card.expYear}`})}
						</span>
					</span>
					{card.status === 'valid' ? null : <strong>{t(`card.${card.status}`)}</strong>}
				</Group>
			)}
			{mayBill ? (
				<Group gap="xs">
					<Button variant="default" size="xs" loading={ask.isPending} onClick={() => ask.mutate('card-setup')}>
						{t(card === null ? 'card.ask' : 'card.askNew')}
					</Button>
					{card === null ? null : (
						<Button variant="subtle" color="gray" size="xs" onClick={() => setRemoving(true)}>
							{t('act.remove')}
						</Button>
					)}
				</Group>
			) : null}
			{ask.data ? <CardLink url={ask.data.url} customer={customer} /> : null}
			<ProblemNote error={ask.error} notDone={t('card.askFailed')} />
			{removing ? (
				<Confirm
					title={t('card.removeAsk', {card: name})}
					act={t('act.remove')}
					tone="danger"
					busy={remove.isPending}
					error={remove.error}
					notDone={t('card.removeFailed')}
					onConfirm={() => remove.mutate(customer.id)}
					onClose={() => setRemoving(false)}
				>
					<p>{t('card.removeText', {name: customer.name})}</p>
				</Confirm>
			) : null}
		</Stack>
	);
};
