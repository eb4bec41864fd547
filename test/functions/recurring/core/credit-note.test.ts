import test from 'ava';
import fc from 'fast-check';
import {totals} from '../../../../functions/invoices/core/totals.ts';
import {bill} from '../../../../functions/recurring/core/bill.ts';
import {creditNoteOf} from '../../../../functions/recurring/core/credit-note.ts';
import {CreditNoteDocument} from '../../../../schemas/invoice.ts';
import {activated} from '../billing-world.ts';

const now = '2026-01-31T06:00:00.000Z';
const numbered = {number: 'INV-1', issueDate: '2026-01-31'};
const making = {runId: 'run_1000', now, sellerVersion: 3, notify: false, reminders: []};

test('rule 10: a credit note is the negative period the other way round, fixed charges included', (t) => {
	const amount = fc.integer({min: 0, max: 100_000});
	fc.assert(
		fc.property(
			fc.array(fc.tuple(fc.integer({min: 1, max: 9}), amount), {minLength: 1, maxLength: 4}),
			amount,
			fc.boolean(),
			(lines, charge, taxInclusive) => {
				const template = activated({}, '2026-01-01T00:00:00.000Z');
				const [period] = bill(template, {asOf: now, now}).periods;
				if (!period) throw new Error('nothing due');
				const content = {
					...period.content,
					taxInclusive,
					lines: lines.map(([quantity, unitAmount], index) => ({
						id: `lin_100${index}`,
						description: 'Bonus',
						quantity: `-${quantity}`,
						unitAmount,
						discounts: [],
						charges: [],
						taxRates: period.content.lines[0]?.taxRates ?? [],
					})),
					charges: [{id: 'lin_2000', description: 'Fee', amount: charge, taxRates: []}],
				};
				const computed = totals(content);
				if (!computed.ok || computed.value.total >= 0) return;
				const note = creditNoteOf(template, {...period, content, totals: computed.value}, numbered, making);
				CreditNoteDocument.parse(note);
				t.is(note.total, -computed.value.total);
				t.is(note.taxTotal, -computed.value.taxTotal);
				t.is(
					note.postings.reduce((sum, {debit, credit}) => sum + debit - credit, 0),
					0,
				);
			},
		),
		{numRuns: 60},
	);
});
