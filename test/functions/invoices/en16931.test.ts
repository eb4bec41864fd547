/** Every published document of test/fixtures/en16931, entered through the API: each stated total comes out to the cent (invariants 9, 10). */
import test from 'ava';
import {documentFiles, readDocument} from '../../fixtures/en16931/read.ts';
import {type Invoicing, openInvoicing} from './invoicing.ts';

let w: Invoicing;
test.before(async () => {
	w = await openInvoicing();
});
test.after.always(() => w.close());

type Tax = {readonly category: string; readonly percent: string; readonly taxable: number; readonly tax: number};
const byRate = (taxes: readonly Tax[]) =>
	taxes
		.map(({category, percent, taxable, tax}) => ({category, percent, taxable, tax}))
		.sort((a, b) => `${a.category} ${a.percent}`.localeCompare(`${b.category} ${b.percent}`));

for (const file of documentFiles()) {
	test(`${file}, entered through the API, adds up as it states`, async (t) => {
		const {customer, taxRates, body, stated, type} = readDocument(file);
		const {id: customerId} = await w.made('/customers', customer);
		const names = new Map<string, string>();
		for (const {id, ...rate} of taxRates) names.set(id, (await w.made('/tax-rates', rate)).id);
		const renamed = <T extends {readonly taxRateIds: readonly string[]}>(entries: readonly T[]) =>
			entries.map((entry) => ({...entry, taxRateIds: entry.taxRateIds.map((id) => names.get(id))}));
		const input = {
			...body,
			customerId,
			lines: renamed(body.lines),
			discounts: renamed(body.discounts),
			charges: renamed(body.charges),
		};
		const {lines, taxes, prepaid, payable, ...sums} = stated;
		const draft = await w.made('/invoices', input);
		const previewed = await w.made('/invoices/preview', input);
		const issued = draft.total >= 0 ? await w.made(`/invoices/${draft.id}/finalize`) : draft;
		for (const shown of [draft, previewed, issued]) {
			t.deepEqual(
				shown.lines.map(({net}: {net: number}) => net),
				lines.map(({net}) => net),
			);
			t.like(shown, sums);
			t.deepEqual(byRate(shown.taxes), byRate(taxes));
		}
		t.is(issued.total - prepaid, payable);
		if (type === 'creditNote') {
			const note = await w.made('/credit-notes', {...input, reason: 'as published'});
			t.like(note, {total: sums.total, taxTotal: sums.taxTotal, subtotal: sums.subtotal});
		}
	});
}
