import test from 'ava';
import {
	addLineAfter,
	blankLine,
	isBlank,
	lineForm,
	moveLine,
	removeLine,
	withItem,
} from '../../../../../web/src/screens/invoices/editor/bill-form.ts';

const named = (description: string) => ({...blankLine(['tax_0001']), description});
const said = (lines: readonly {description: string}[]) => lines.map(({description}) => description).join(' ');

test('Enter puts a line below its own, taxed like its neighbour', (t) => {
	const [first, second] = [named('a'), named('b')];
	const lines = addLineAfter([first, second], first.key);
	t.is(said(lines), 'a  b');
	t.deepEqual(lines[1]?.taxRateIds, ['tax_0001']);
});

test('a line without a place goes to the end', (t) => {
	t.is(said(addLineAfter([named('a')], null, named('z'))), 'a z');
});

test('lines move and stop at the ends', (t) => {
	const lines = [named('a'), named('b'), named('c')];
	const key = lines[2]?.key ?? '';
	t.is(said(moveLine(lines, key, 0)), 'c a b');
	t.is(said(moveLine(lines, key, 3)), 'a b c');
	t.is(said(moveLine(lines, 'nobody', 0)), 'a b c');
});

test('removing the last line leaves an empty one to type into', (t) => {
	const only = named('a');
	const left = removeLine([only], only.key);
	t.is(left.length, 1);
	t.true(left.every(isBlank));
});

test('choosing an item copies its name, unit and price as the person writes numbers', (t) => {
	const item = {
		id: 'itm_0001',
		name: 'Coffee',
		description: 'beans',
		unit: 'kg',
		unitAmount: '1250.5',
		currency: 'EUR',
		taxRateIds: [],
		version: 1,
		createdAt: '2026-01-01T00:00:00.000Z',
		updatedAt: '2026-01-01T00:00:00.000Z',
	};
	const line = withItem(named('Co'), item, 'de');
	t.is(line.description, 'Coffee\nbeans');
	t.is(line.price, '12,505');
	t.deepEqual(line.taxRateIds, ['tax_0001']);
});

test('discounts the form does not show survive it', (t) => {
	const line = {
		description: 'x',
		quantity: '1',
		unitAmount: 100,
		discounts: [{percent: '10'}, {amount: 5, description: 'loyal'}],
	};
	const form = lineForm(line, 'EUR', 'en');
	t.is(form.discount, '10');
	t.deepEqual(form.rest.discounts, [{amount: 5, description: 'loyal'}]);
});
