/** The seller as typed, and as the API takes it. Pure. */
import type {Account} from '../../api/shapes.ts';

export type CompanyForm = {
	readonly name: string;
	readonly legalName: string;
	readonly vat: string;
	readonly taxNumber: string;
	readonly iban: string;
	readonly bic: string;
	readonly holder: string;
	readonly replyTo: string;
	readonly locale: string;
	readonly timeZone: string;
	/** Tax ids of other kinds, kept as they are. */
	readonly otherTaxIds: Account['taxIds'];
};

export const companyForm = (account: Account): CompanyForm => ({
	name: account.name,
	legalName: account.legalName ?? '',
	vat: account.taxIds.find(({type}) => type === 'vat')?.value ?? '',
	taxNumber: account.taxIds.find(({type}) => type === 'tax')?.value ?? '',
	iban: grouped(account.bank?.iban ?? ''),
	bic: account.bank?.bic ?? '',
	holder: account.bank?.name ?? '',
	replyTo: account.replyTo ?? '',
	locale: account.locale,
	timeZone: account.timeZone,
	otherTaxIds: account.taxIds.filter(({type}) => type !== 'vat' && type !== 'tax'),
});

export const companyInput = (form: CompanyForm): object => ({
	name: form.name.trim(),
	legalName: orNull(form.legalName),
	taxIds: [...taxId('vat', form.vat), ...taxId('tax', form.taxNumber), ...form.otherTaxIds],
	bank:
		form.iban.trim() === '' && form.bic.trim() === ''
			? null
			: {
					iban: orNull(form.iban.replaceAll(/\s/g, '').toUpperCase()),
					bic: orNull(form.bic.toUpperCase()),
					name: orNull(form.holder),
				},
	replyTo: orNull(form.replyTo),
	locale: form.locale,
	timeZone: form.timeZone.trim(),
});

const taxId = (type: string, typed: string) => (typed.trim() === '' ? [] : [{type, value: typed.trim()}]);
/** An IBAN in blocks of four, as it is printed. */
const grouped = (iban: string): string => iban.replaceAll(/(.{4})(?=.)/g, '$1 ');
const orNull = (typed: string): string | null => (typed.trim() === '' ? null : typed.trim());
