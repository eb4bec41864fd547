import test from 'ava';
import {partyOf, personalOf, plainOf, presentCustomer} from '../../../../functions/customers/core/present.ts';
import {Customer, type CustomerDocument, CustomerInput, CustomerPersonal} from '../../../../schemas/customer.ts';
import {Party} from '../../../../schemas/parties.ts';

const input = CustomerInput.parse({
	name: 'a',
	contacts: [{email: 'x@example.com'}],
	billingAddress: {city: 'Wien'},
	metadata: {k: 'v'},
});
const now = '2026-11-22T09:30:00.000Z';
const document: CustomerDocument = {
	schema: 1,
	id: 'cus_test1',
	accountId: 'acc_test1',
	personal: 's1.x',
	party: 's1.y',
	tokens: [],
	...plainOf(input),
	stripe: {on: 'acct_canary', customerId: 'cus_canary', paymentMethodId: 'pm_canary', setupSessionId: null},
	card: null,
	consent: null,
	creditBalances: {EUR: 500},
	archivedAt: null,
	archived: false,
	commitId: '',
	version: 1,
	createdAt: now,
	updatedAt: now,
	pending: [],
	actShard: '1',
	nextActAt: null,
};

test('absent fields are null, and nothing internal is shown', (t) => {
	const shown = presentCustomer(document, personalOf(input));
	t.true(Customer.safeParse(shown).success);
	t.is(JSON.stringify(shown).includes('canary'), false);
	t.deepEqual(shown.creditBalances, [{currency: 'EUR', amount: 500}]);
	t.deepEqual(shown.contacts, [{name: null, email: 'x@example.com', role: null, cc: false}]);
	t.is(shown.billingAddress?.line1, null);
	t.true(Object.values(shown).every((value) => value !== undefined));
});

test('an erased customer has no personal fields left', (t) => {
	const shown = presentCustomer(document, null);
	t.true(Customer.safeParse(shown).success);
	t.like(shown, {name: 'Erased', email: null, contacts: [], billingAddress: null});
});

test('every field of the input is either sealed or plain', (t) => {
	const names = [...Object.keys(personalOf(input)), ...Object.keys(plainOf(input))];
	t.deepEqual(names.sort(), Object.keys(CustomerInput.shape).sort());
	t.true(CustomerPersonal.safeParse(personalOf(input)).success);
	t.true(Party.safeParse(partyOf(input)).success);
});
