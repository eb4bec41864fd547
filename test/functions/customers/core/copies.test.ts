import test from 'ava';
import {withCustomer} from '../../../../functions/customers/core/copies.ts';
import type {CustomerDocument} from '../../../../schemas/customer.ts';
import type {TemplateDocument} from '../../../../schemas/template.ts';

// Only what the decision looks at.
const template = {
	party: 's1.old',
	locale: 'de',
	paymentTerms: null,
	effectiveTerms: {days: 14, from: 'issue'},
	autoApplyCredit: false,
	buyerReference: 'own',
} as TemplateDocument;
const customer = {
	party: 's1.old',
	locale: null,
	paymentTerms: null,
	autoApplyCredit: false,
} as unknown as CustomerDocument;
const account = {locale: 'de', defaults: {paymentTerms: {days: 14, from: 'issue'}}} as const;
const edit = (after: Partial<CustomerDocument>, buyerReference: {readonly now: string | null} | null = null) => ({
	after: {...customer, ...after},
	buyerReference,
});

test('a template that copies nothing of what changed stays the same object', (t) => {
	t.is(withCustomer(template, edit({pauseReminders: true}), account), template);
});

test('the template’s own terms win over the customer’s, those over the account’s', (t) => {
	const terms = {days: 30, from: 'issue'} as const;
	t.deepEqual(withCustomer(template, edit({paymentTerms: terms}), account).effectiveTerms, terms);
	const own = {...template, paymentTerms: {days: 3, from: 'issue'}, effectiveTerms: {days: 3, from: 'issue'}} as const;
	t.is(withCustomer(own, edit({paymentTerms: terms}), account), own);
});

test('the template’s own reference stays until the customer’s changes', (t) => {
	t.is(withCustomer(template, edit({party: 's1.new'}), account).buyerReference, 'own');
	t.is(withCustomer(template, edit({}, {now: 'new'}), account).buyerReference, 'new');
});
