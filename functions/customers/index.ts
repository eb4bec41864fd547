/** The front door of the customers domain. */
export {
	creditWrites,
	customerPath,
	customersOf,
	type ReadCustomer,
	readCustomer,
	updateCustomerWrite,
	withCredit,
} from './credit-balance.ts';
