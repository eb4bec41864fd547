import type {Account} from '../../../schemas/account.ts';
import type {CustomerDocument} from '../../../schemas/customer.ts';
import type {TemplateDocument} from '../../../schemas/template.ts';
import {standardTerms} from '../../accounts/core/new-account.ts';

/** What an account says where its customer says nothing. */
type Fallbacks = Pick<Account, 'locale' | 'defaults'>;

export type CustomerEdit = {
	readonly after: CustomerDocument;
	/** Null when it did not change: the template's own stays. */
	readonly buyerReference: {readonly now: string | null} | null;
};

/** The template with everything it copies of its customer; the same one when nothing of that changed. */
export const withCustomer = (
	template: TemplateDocument,
	{after, buyerReference}: CustomerEdit,
	account: Fallbacks,
): TemplateDocument => {
	const copied = {
		party: after.party,
		locale: after.locale ?? account.locale,
		effectiveTerms: template.paymentTerms ?? after.paymentTerms ?? account.defaults.paymentTerms ?? standardTerms,
		autoApplyCredit: after.autoApplyCredit,
		buyerReference: buyerReference ? buyerReference.now : template.buyerReference,
	};
	const isSame =
		template.party === copied.party &&
		template.locale === copied.locale &&
		template.autoApplyCredit === copied.autoApplyCredit &&
		template.buyerReference === copied.buyerReference &&
		JSON.stringify(template.effectiveTerms) === JSON.stringify(copied.effectiveTerms);
	return isSame ? template : {...template, ...copied};
};
