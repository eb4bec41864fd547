import type {Address, Customer} from '../../api/shapes.ts';
import {type Text, useText} from '../../text/text.tsx';
import {Facts} from '../../ui/facts.tsx';

/** Where they are and what was agreed. */
export const CustomerFacts = ({customer}: {customer: Customer}) => {
	const text = useText();
	const {t, n, format, locale} = text;
	const {paymentTerms} = customer;
	const language = customer.locale ? new Intl.DisplayNames(locale, {type: 'language'}).of(customer.locale) : null;
	return (
		<Facts
			facts={[
				[
					t('customers.email'),
					customer.email ? (
						<a key="mail" href={`mailto:${customer.email}`}>
							{customer.email}
						</a>
					) : null,
				],
				[
					t('customers.contacts'),
					customer.contacts.map(({name, email}) => (name ? `${name} · ${email}` : email)).join('\n'),
				],
				[t('customers.address'), addressText(customer.billingAddress, text)],
				[t('customers.delivery'), addressText(customer.deliveryAddress, text)],
				[t('customers.taxId'), customer.taxId],
				[t('customers.language'), language],
				[t('customers.currency'), customer.currency ? format.currency(customer.currency) : null],
				[t('editor.paymentTerms'), paymentTerms ? n('terms.days', paymentTerms.days) : null],
				[t('customers.notes'), customer.notes],
			]}
		/>
	);
};

const addressText = (address: Address | null | undefined, {format}: Text): string =>
	address
		? [
				address.line1,
				address.line2,
				[address.postalCode, address.city].filter(Boolean).join(' '),
				address.region,
				address.country ? format.country(address.country) : '',
			]
				.filter(Boolean)
				.join('\n')
		: '';
