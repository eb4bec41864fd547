/** The front door of the customers domain. */
export {creditWrites, withCredit} from './credit-balance.ts';
export {routes} from './routes.ts';
export {searchCustomers} from './search-customers.ts';
export {
	asCustomer,
	customerPath,
	customersOf,
	heldCustomerWrite,
	openPersonal,
	type ReadCustomer,
	readCustomer,
	updateCustomerWrite,
} from './store.ts';
