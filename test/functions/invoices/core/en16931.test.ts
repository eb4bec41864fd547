import test from 'ava';
import {lineAmount, type Priceable} from '../../../../functions/invoices/core/entries.ts';
import {ChargeInput, DiscountInput, LineInput} from '../../../../schemas/lines.ts';
import {contradictions} from '../../../fixtures/en16931/contradictions.ts';
import type {FixtureDocument} from '../../../fixtures/en16931/entered.ts';
import {documentFiles, linesAsWritten, readDocument} from '../../../fixtures/en16931/read.ts';
import {totalsOf} from './priceables.ts';

const priceable = ({body, taxRates, stated}: FixtureDocument): Priceable => {
	const ratesOf = (ids: readonly string[]) => taxRates.filter(({id}) => ids.includes(id));
	return {
		...body,
		taxInclusive: false,
		lines: body.lines.map((line, index) => {
			return {...LineInput.parse(line), id: stated.lines[index]?.id ?? '', taxRates: ratesOf(line.taxRateIds)};
		}),
		discounts: body.discounts.map((each) => DiscountInput.parse(each)),
		charges: body.charges.map((each, index) => ({
			...ChargeInput.parse(each),
			id: `charge${index}`,
			taxRates: ratesOf(each.taxRateIds),
		})),
	};
};

const byRate = <T extends {readonly category: string; readonly percent: string}>(taxes: readonly T[]): readonly T[] =>
	[...taxes].sort((a, b) => `${a.category} ${a.percent}`.localeCompare(`${b.category} ${b.percent}`));

for (const file of documentFiles()) {
	test(`${file} adds up to the cent as it states`, (t) => {
		const document = readDocument(file);
		const {stated} = document;
		const totals = totalsOf(priceable(document));
		t.deepEqual(
			totals.lines.map(({id, net}) => ({id, net})),
			stated.lines,
		);
		t.deepEqual(
			byRate(totals.taxes.map(({category, percent, taxable, tax}) => ({category, percent, taxable, tax}))),
			byRate(stated.taxes),
		);
		const {subtotal, discountTotal, chargeTotal, taxTotal, rounding, total} = totals;
		const {lines: _, taxes: __, prepaid, payable, ...sums} = stated;
		t.deepEqual({subtotal, discountTotal, chargeTotal, taxTotal, rounding, total}, sums);
		t.is(total - prepaid, payable);
	});
}

test('all sixteen documents are read', (t) => {
	t.is(documentFiles().length, 16);
});

test('exactly the lines listed as contradictions state a net that they do not come to', (t) => {
	const found = documentFiles().flatMap((file) => {
		const {lines} = readDocument(file).stated;
		const nets = linesAsWritten(file).map((each) => lineAmount({...LineInput.parse(each)}));
		return lines.filter(({net}, index) => net !== nets[index]).map(({id}) => `${file} ${id}`);
	});
	t.deepEqual(
		found,
		contradictions.map(({file, line}) => `${file} ${line}`),
	);
});

test('parties are read from both syntaxes', (t) => {
	const {customer, seller} = readDocument('ubl-tc434-example2.xml');
	t.deepEqual(customer, {
		name: 'The Buyercompany',
		isBusiness: true,
		billingAddress: {
			line1: 'Anystreet 8',
			line2: 'Back door',
			city: 'Anytown',
			region: 'RegionB',
			postalCode: '101',
			country: 'NO',
		},
		email: 'john@buyercompany.no',
		taxId: 'NO987654321MVA',
	});
	t.deepEqual(readDocument('CII_example2.xml').customer, customer);
	t.is(readDocument('CII_example2.xml').seller.taxId, seller.taxId);
	t.deepEqual(readDocument('CII_example5.xml').customer.endpoint, {scheme: 'EM', id: 'info@buyercompany.dk'});
});
