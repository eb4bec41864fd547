import test from 'ava';
import {newTaxRate} from '../../../../functions/catalog/core/new-tax-rate.ts';
import {presentTaxRate} from '../../../../functions/catalog/core/present.ts';
import {TaxRate, TaxRateDocument, TaxRateInput} from '../../../../schemas/catalog.ts';

const facts = {id: 'tax_test1', accountId: 'acc_test1', isDefault: false, now: '2026-11-22T09:30:00.000Z'};

test('a new rate holds since ever, for the VAT scheme unless told otherwise', (t) => {
	const rate = newTaxRate(TaxRateInput.parse({name: 'USt', percent: 19, category: 'S'}), facts);
	t.true(TaxRateDocument.safeParse(rate).success);
	t.like(rate, {scheme: 'VAT', used: false, deleted: false});
	t.deepEqual(rate.versions, [{from: null, percent: '19'}]);
	t.true(TaxRate.safeParse(presentTaxRate(rate, '2026-11-22')).success);
});
