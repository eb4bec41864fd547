import test from 'ava';
import {chosenText, invoiceTabs, oneOf} from '../../../web/src/app/search-params.ts';
import {filterOf} from '../../../web/src/screens/invoices/invoice-filter.ts';

test('addresses say what they may, the rest is passed over', (t) => {
	t.is(oneOf(invoiceTabs, 'overdue'), 'overdue');
	t.is(oneOf(invoiceTabs, '<script>'), undefined);
	t.is(chosenText(''), undefined);
	t.is(chosenText(7), undefined);
});

test('each tab asks the API for one range', (t) => {
	t.deepEqual(filterOf({tab: 'overdue'}), {overdue: true, sort: 'dueDate', customerId: undefined});
	t.is(filterOf({tab: 'overdue', q: 'INV'}).overdue, undefined);
});
