import {useQuery} from '@tanstack/react-query';
import {Link} from '@tanstack/react-router';
import {creditNotes, payments} from '../../../api/billing.ts';
import type {Invoice} from '../../../api/invoice-shapes.ts';
import {useAccount} from '../../../app/account.tsx';
import {useText} from '../../../text/text.tsx';
import {DateText} from '../../../ui/date-text.tsx';
import {Money} from '../../../ui/money.tsx';
import {PdfLink} from '../../../ui/pdf-link.tsx';
import {StatusBadge} from '../../../ui/status-badge.tsx';
import classes from './invoice-detail.module.css';

/** Payments, credit notes and what was given up: everything that stands against the total. */
export const PaidSection = ({invoice}: {invoice: Invoice}) => {
	const {t, code} = useText();
	const {id: account, timeZone} = useAccount();
	const asked = invoice.status !== 'draft';
	const paid = useQuery({
		queryKey: [account, 'payments', 'of', invoice.customerId],
		queryFn: () => payments.list(account, {customerId: invoice.customerId, limit: 100}),
		enabled: asked,
	});
	const credited = useQuery({
		queryKey: [account, 'creditNotes', 'of', invoice.id],
		queryFn: () => creditNotes.list(account, {invoiceId: invoice.id, limit: 100}),
		enabled: asked && invoice.amountCredited > 0,
	});
	const attempts = (paid.data?.data ?? []).filter(({allocations}) =>
		allocations.some(({invoiceId}) => invoiceId === invoice.id),
	);
	const notes = credited.data?.data ?? [];
	if (attempts.length === 0 && notes.length === 0 && invoice.amountWrittenOff === 0)
		return <p className="quiet">{t('invoice.paid.none')}</p>;
	return (
		<ul className={classes.paid}>
			{attempts.map((payment) => (
				<li key={payment.id}>
					<span>
						<Link to="/$account/payments/$payment" params={{account, payment: payment.id}}>
							{code('method', payment.method)}
						</Link>
						<span className={classes.small}>
							<DateText value={payment.receivedOn ?? payment.createdAt} zone={timeZone} />
							{payment.declineCode ? ` · ${code('decline', payment.declineCode)}` : ''}
						</span>
					</span>
					<span>
						<StatusBadge status={payment.status} />{' '}
						<Money
							amount={payment.allocations.find(({invoiceId}) => invoiceId === invoice.id)?.amount ?? payment.amount}
							currency={payment.currency}
						/>
					</span>
				</li>
			))}
			{notes.map((note) => (
				<li key={note.id}>
					<span>
						<PdfLink noun="credit-notes" id={note.id}>
							{t('invoice.creditNote', {number: note.number ?? ''})}
						</PdfLink>
						<span className={classes.small}>
							<DateText value={note.issueDate} />
							{note.reason ? ` · ${note.reason}` : ''}
						</span>
					</span>
					<Money amount={note.total} currency={invoice.currency} />
				</li>
			))}
			{invoice.amountWrittenOff > 0 ? (
				<li>
					<span>{t('invoice.writtenOff')}</span>
					<Money amount={invoice.amountWrittenOff} currency={invoice.currency} />
				</li>
			) : null}
		</ul>
	);
};
