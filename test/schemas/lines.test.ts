import test from 'ava';
import {z} from 'zod';
import {
	ChargeInput,
	Credit,
	CreditSelection,
	DiscountInput,
	LineInput,
	LineInputs,
	PricedDocument,
	Totals,
} from '../../schemas/lines.ts';

const plain = {description: 'Consulting', quantity: 2, unitAmount: 10_000};

test('a line needs a description, a quantity and a price; the rest has a default', (t) => {
	t.deepEqual(LineInput.parse(plain), {
		description: 'Consulting',
		quantity: '2',
		unitAmount: 10_000,
		discounts: [],
		charges: [],
		taxRateIds: [],
	});
	for (const field of ['description', 'quantity', 'unitAmount'] as const)
		t.false(LineInput.safeParse({...plain, [field]: undefined}).success);
});

test('an unknown field of a line is refused', (t) => {
	t.false(LineInput.safeParse({...plain, price: 3}).success);
	t.false(LineInput.safeParse({...plain, discounts: [{percent: 1, tax: 3}]}).success);
});

test('a discount or charge is a percentage or an amount, not both and not neither', (t) => {
	for (const schema of [DiscountInput, ChargeInput]) {
		t.true(schema.safeParse({description: 'a', percent: '5'}).success);
		t.true(schema.safeParse({description: 'a', amount: 5, percent: null}).success);
		t.false(schema.safeParse({description: 'a', amount: 5, percent: '5'}).success);
		t.false(schema.safeParse({description: 'a'}).success);
		t.false(schema.safeParse({description: 'a', amount: -5}).success);
	}
	t.false(ChargeInput.safeParse({amount: 5}).success);
	t.false(DiscountInput.safeParse({percent: '101'}).success);
});

test('lists are bounded: 200 lines, 20 discounts, 3 different rates', (t) => {
	const ids = ['tax_aaaa', 'tax_bbbb', 'tax_cccc', 'tax_dddd'];
	t.true(LineInputs.safeParse(Array.from({length: 200}, () => plain)).success);
	t.false(LineInputs.safeParse(Array.from({length: 201}, () => plain)).success);
	t.false(LineInputs.safeParse([]).success);
	t.true(LineInput.safeParse({...plain, taxRateIds: ids.slice(0, 3)}).success);
	t.false(LineInput.safeParse({...plain, taxRateIds: ids}).success);
	t.false(LineInput.safeParse({...plain, taxRateIds: ['tax_aaaa', 'tax_aaaa']}).success);
	t.false(LineInput.safeParse({...plain, discounts: Array.from({length: 21}, () => ({amount: 1}))}).success);
	t.false(LineInput.safeParse({...plain, description: 'a'.repeat(2001)}).success);
});

test('a credit names a line or a charge, and units or an amount', (t) => {
	t.true(CreditSelection.safeParse({lineId: 'lin_aaaa', quantity: '1'}).success);
	t.true(CreditSelection.safeParse({chargeId: 'lin_aaaa'}).success);
	t.false(CreditSelection.safeParse({quantity: '1'}).success);
	t.false(CreditSelection.safeParse({lineId: 'lin_aaaa', chargeId: 'lin_aaaa'}).success);
	t.false(CreditSelection.safeParse({lineId: 'lin_aaaa', quantity: '1', amount: 1}).success);
});

test('every shape can be described for the API', (t) => {
	for (const schema of [LineInput, DiscountInput, ChargeInput, PricedDocument, Totals, Credit, CreditSelection]) {
		t.notThrows(() => z.toJSONSchema(schema, {io: 'input'}));
		t.notThrows(() => z.toJSONSchema(schema, {io: 'output'}));
	}
});

test('the lines of a document fit a stored document twice, whatever their letters', (t) => {
	const long = {...plain, description: '漢'.repeat(2000)};
	t.true(LineInputs.safeParse(Array.from({length: 78}, () => long)).success);
	t.false(LineInputs.safeParse(Array.from({length: 80}, () => long)).success);
	t.true(LineInputs.safeParse(Array.from({length: 200}, () => plain)).success);
});
