import test from 'ava';
import {type BillForm, blankLine} from '../../../../../web/src/screens/invoices/editor/bill-form.ts';
import {liveTotals} from '../../../../../web/src/screens/invoices/editor/live-totals.ts';

const at = {version: 1, createdAt: '2026-01-01T00:00:00.000Z', updatedAt: '2026-01-01T00:00:00.000Z'};
const vat = {
	...at,
	id: 'tax_0001',
	name: 'USt',
	percent: '19',
	scheme: 'VAT',
	category: 'S' as const,
	reason: null,
	exemptionCode: null,
	versions: [],
};
const form = (price: string, change: Partial<BillForm> = {}): BillForm => ({
	customerId: null,
	currency: 'EUR',
	taxInclusive: false,
	lines: [{...blankLine(['tax_0001']), quantity: '2,5', price}],
	adjustments: [],
	purchaseOrder: '',
	notes: '',
	terms: '',
	termsDays: '',
	termsFrom: 'issue',
	...change,
});

test('totals follow each key, from the function that bills', (t) => {
	const {totals} = liveTotals(form('95'), [vat], 'de');
	t.is(totals?.subtotal, 23_750);
	t.is(totals?.taxTotal, 4513);
	t.is(totals?.total, 28_263);
});

test('a price half typed counts as nothing', (t) => {
	t.is(liveTotals(form('-'), [vat], 'en').totals?.total, 0);
});

test('what cannot be added up says why instead of showing a number', (t) => {
	const over = {key: 'd', sort: 'discount', description: '', value: '500', unit: 'amount', taxRateIds: null} as const;
	const live = liveTotals(form('95', {adjustments: [over]}), [vat], 'en');
	t.is(live.totals, null);
	t.truthy(live.refusal);
});
