import test from 'ava';
import {InvoiceInput} from '../../../../../schemas/invoice.ts';
import {type BillForm, blankLine} from '../../../../../web/src/screens/invoices/editor/bill-form.ts';
import {billInput, faultsOf} from '../../../../../web/src/screens/invoices/editor/bill-input.ts';

const form = (change: Partial<BillForm> = {}): BillForm => ({
	customerId: 'cus_0001',
	currency: 'EUR',
	taxInclusive: false,
	lines: [{...blankLine(['tax_0001']), description: 'Logo', quantity: '2,5', price: '95'}],
	adjustments: [],
	purchaseOrder: '',
	notes: '',
	terms: ' ',
	termsDays: '',
	termsFrom: 'issue',
	...change,
});

test('what is complete is what the API takes', (t) => {
	const input = billInput(
		form({
			adjustments: [
				{key: 'a', sort: 'discount', description: '', value: '10', unit: 'percent', taxRateIds: null},
				{key: 'b', sort: 'charge', description: 'Shipping', value: '4,90', unit: 'amount', taxRateIds: ['tax_0001']},
			],
		}),
		'de',
	);
	t.deepEqual(faultsOf(form(), 'de'), []);
	t.true(InvoiceInput.safeParse(input).success);
	t.is(input.lines[0]?.quantity, '2.5');
	t.is(input.lines[0]?.unitAmount, 9500);
	t.is(input.charges[0]?.amount, 490);
	t.is(input.terms, null);
});

test('empty lines at the end are nobody’s fault and are not sent', (t) => {
	const more = form({lines: [...form().lines, blankLine()]});
	t.deepEqual(faultsOf(more, 'en'), []);
	t.is(billInput(more, 'en').lines.length, 1);
});

test('every missing piece is named where it is missing', (t) => {
	const line = {...blankLine(), description: '', price: '1x', discount: 'some'};
	const faults = faultsOf(form({customerId: null, lines: [line]}), 'en');
	t.deepEqual(
		faults.map(({at, what}) => `${at.replace(line.key, 'line')} ${what}`),
		['customer missing', 'line.description missing', 'line.price unreadable', 'line.discount unreadable'],
	);
});

test('a form without any line says so', (t) => {
	t.deepEqual(faultsOf(form({lines: [blankLine()]}), 'en'), [{at: 'lines', what: 'missing'}]);
});
