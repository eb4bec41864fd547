import test from 'ava';
import {rateAt, taxPointOf} from '../../../../functions/catalog/core/tax-rate.ts';

const planned = {
	id: 'tax_vat1',
	name: 'VAT',
	scheme: 'VAT',
	category: 'S',
	versions: [
		{from: null, percent: '19'},
		{from: '2027-01-01', percent: '20'},
	],
} as const;

test('the percent valid at the tax point applies, from its first day on', (t) => {
	t.is(rateAt({...planned, versions: [...planned.versions]}, '2026-12-31').percent, '19');
	t.is(rateAt({...planned, versions: [...planned.versions]}, '2027-01-01').percent, '20');
});

test('the tax point is the supply date, else the end of the period, else the issue date', (t) => {
	const issueDate = '2026-03-01';
	t.is(taxPointOf({supplyDate: '2026-01-05', period: {end: '2026-02-28'}, issueDate}), '2026-01-05');
	t.is(taxPointOf({supplyDate: null, period: {end: '2026-02-28'}, issueDate}), '2026-02-28');
	t.is(taxPointOf({issueDate}), issueDate);
});
