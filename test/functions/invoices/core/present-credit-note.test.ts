import test from 'ava';
import {credit} from '../../../../functions/invoices/core/credit.ts';
import {creditableOf, creditNoteOf} from '../../../../functions/invoices/core/credit-note.ts';
import {presentCreditNote} from '../../../../functions/invoices/core/present-credit-note.ts';
import {CreditNote} from '../../../../schemas/credit-note.ts';
import {contentOf, invoiceOf, lineOf, creditNoteOf as standaloneOf, vat7} from '../../documents/printed.ts';

const now = '2026-12-01T08:00:00.000Z';
const content = contentOf({
	lines: [lineOf(), lineOf({id: 'lin_0002', quantity: '1', unitAmount: '0.25', taxRates: []})],
	discounts: [{percent: '10'}],
	charges: [{id: 'lin_0500', description: 'Freight', amount: 500, taxRates: [vat7]}],
});

test('a standalone note shows its own lines and charges with what they come to', (t) => {
	const note = standaloneOf({}, content);
	const answer = presentCreditNote(note);
	t.deepEqual(CreditNote.parse(answer), answer);
	t.deepEqual(
		answer.lines.map(({lineId, chargeId, description, quantity, unitAmount, taxRateIds}) => [
			lineId,
			chargeId,
			description,
			quantity,
			unitAmount,
			taxRateIds,
		]),
		[
			['lin_0001', null, 'Website care, November', '2.5', 8000, ['tax_0019']],
			['lin_0002', null, 'Website care, November', '1', '0.25', []],
			[null, 'lin_0500', 'Freight', null, null, ['tax_0007']],
		],
	);
	t.is(
		answer.lines.reduce((sum, {gross}) => sum + gross, 0),
		answer.total - answer.rounding,
	);
	t.true(answer.lines.every(({net, tax, gross}) => net + tax === gross));
	t.deepEqual(answer.lines[0], {...answer.lines[0], net: 18_000, tax: 3420, gross: 21_420});
});

test('a note over an invoice shows what it takes back of its lines', (t) => {
	const invoice = invoiceOf({}, content);
	const computed = credit(creditableOf(invoice), [], [{lineId: 'lin_0001', quantity: '1'}, {chargeId: 'lin_0500'}]);
	if (!computed.ok) return t.fail();
	const facts = {
		id: 'crn_0001',
		number: 'CN-1',
		seriesId: 'ser_0002',
		sellerVersion: 1,
		issueDate: '2026-12-01',
		cause: 'refund' as const,
		reason: null,
		refundId: 'ref_0001',
		balanceAmount: 0,
	};
	const answer = presentCreditNote(creditNoteOf(invoice, computed.value, facts, {now, today: '2026-12-01'}));
	t.deepEqual(CreditNote.parse(answer), answer);
	t.like(answer, {invoiceId: invoice.id, invoiceNumber: invoice.number, refundId: 'ref_0001', cause: 'refund'});
	t.deepEqual(
		answer.lines.map(({lineId, chargeId, quantity, net, description, unitAmount, taxRateIds}) => [
			lineId,
			chargeId,
			quantity,
			net,
			description,
			unitAmount,
			taxRateIds,
		]),
		[
			['lin_0001', null, '1', 7200, null, null, []],
			[null, 'lin_0500', '1', 500, null, null, []],
		],
	);
});

test('neither ciphertext nor postings are answered (invariant 38)', (t) => {
	t.notRegex(JSON.stringify(presentCreditNote(standaloneOf({}, content))), /s1\.|postings|pending|commitId/);
});
