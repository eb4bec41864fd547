import test from 'ava';
import {CustomerInput} from '../../../../schemas/customer.ts';
import {addressInput, customerForm, customerInput} from '../../../../web/src/screens/customers/customer-input.ts';

test('a name alone is a customer the API takes', (t) => {
	const input = customerInput({...customerForm(null), name: ' Atelier Nord '});
	const parsed = CustomerInput.safeParse(input);
	t.true(parsed.success);
	t.is(parsed.data?.name, 'Atelier Nord');
	t.is(parsed.data?.billingAddress, null);
});

test('an address of which something was typed is an address', (t) => {
	const typed = {...customerForm(null).billingAddress, city: 'Bonn'};
	t.is(addressInput(typed)?.city, 'Bonn');
	t.is(addressInput(typed)?.line1, null);
});
