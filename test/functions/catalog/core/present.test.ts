import test from 'ava';
import {newTaxRate} from '../../../../functions/catalog/core/new-tax-rate.ts';
import {presentItem, presentTaxRate} from '../../../../functions/catalog/core/present.ts';
import {Item} from '../../../../schemas/catalog.ts';

const now = '2026-11-22T09:30:00.000Z';

test('a rate shows the percent of the day', (t) => {
	const input = {name: 'x', percent: '19', scheme: 'VAT', category: 'S'} as const;
	const rate = newTaxRate(input, {id: 'tax_test1', accountId: 'acc_test1', isDefault: true, now});
	const changed = {...rate, versions: [...rate.versions, {from: '2027-01-01', percent: '21'}]};
	t.is(presentTaxRate(changed, '2026-12-31').percent, '19');
	t.is(presentTaxRate(changed, '2027-01-01').percent, '21');
});

test('an item shows nothing internal', (t) => {
	const times = {version: 1, createdAt: now, updatedAt: now};
	const item = {schema: 1, id: 'itm_test1', accountId: 'acc_test1', name: 'a', description: null, unit: null} as const;
	const shown = presentItem({...item, unitAmount: '0.25', currency: 'EUR', taxRateIds: [], commitId: 'x', ...times});
	t.true(Item.safeParse(shown).success);
});
