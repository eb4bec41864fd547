import type {CreditNote} from '../../../schemas/credit-note.ts';
import type {CreditNoteDocument} from '../../../schemas/invoice.ts';
import type {AppliedTaxRate, CreditedLine, PricedCharge, PricedLine} from '../../../schemas/lines.ts';

/** A stored credit note as the API answers it. A standalone one shows its own lines, the others what they take back. */
export const presentCreditNote = (note: CreditNoteDocument): CreditNote => ({
	id: note.id,
	number: note.number,
	invoiceId: note.invoiceId,
	invoiceNumber: note.invoiceNumber,
	customerId: note.customerId,
	issueDate: note.issueDate,
	currency: note.currency,
	cause: note.cause,
	lines: note.credit === null ? ownLines(note) : note.credit.lines.map(creditedLine),
	taxes: note.taxes,
	subtotal: note.subtotal,
	discountTotal: note.discountTotal,
	chargeTotal: note.chargeTotal,
	taxTotal: note.taxTotal,
	rounding: note.rounding,
	total: note.total,
	reason: note.reason,
	refundId: note.refundId,
	balanceAmount: note.balanceAmount,
	version: note.version,
	createdAt: note.createdAt,
	updatedAt: note.updatedAt,
});

const creditedLine = (line: CreditedLine): CreditNote['lines'][number] => ({
	...line,
	description: null,
	unitAmount: null,
	taxRateIds: [],
});

const ownLines = ({content, totals}: CreditNoteDocument): CreditNote['lines'] =>
	[...(content?.lines ?? []), ...(content?.charges ?? [])].map((entry, index) => {
		const outcome = totals?.lines[index] ?? totals?.charges[index - (totals?.lines.length ?? 0)];
		return {
			lineId: index < (content?.lines.length ?? 0) ? entry.id : null,
			chargeId: index < (content?.lines.length ?? 0) ? null : entry.id,
			description: entry.description,
			...priceOf(entry),
			taxRateIds: entry.taxRates.map(({id}: AppliedTaxRate) => id),
			net: (outcome?.gross ?? 0) - (outcome?.tax ?? 0),
			tax: outcome?.tax ?? 0,
			gross: outcome?.gross ?? 0,
		};
	});

const priceOf = (entry: PricedLine | PricedCharge) =>
	'quantity' in entry ? {quantity: entry.quantity, unitAmount: entry.unitAmount} : {quantity: null, unitAmount: null};
