/** Who and where, as printed. */
import type {Address} from '../../../schemas/basics.ts';
import type {Party, Seller} from '../../../schemas/parties.ts';
import type {Formats} from './formats.ts';
import type {Labelled, PrintedParty} from './printable.ts';
import type {Words} from './words.ts';

/** Countries that write the town before region and postal code. */
const cityFirst = ['US', 'CA', 'AU', 'NZ', 'GB', 'IE', 'IN', 'ZA', 'SG', 'HK', 'MY', 'PH', 'KE', 'NG'];

/** An address in the order of its country, which is named where it is not `home`. */
export const addressLines = (
	address: Address | null | undefined,
	home: string,
	formats: Pick<Formats, 'country'>,
): readonly string[] => {
	if (!address) return [];
	const {line1, line2, city, region, postalCode, country} = address;
	const town = cityFirst.includes(country ?? home)
		? [city, [region, postalCode].filter(Boolean).join(' ')].filter(Boolean).join(', ')
		: [[postalCode, city].filter(Boolean).join(' '), region].filter(Boolean).join(', ');
	const abroad = country && country !== home ? formats.country(country) : null;
	return [line1, line2, town, abroad].filter((line): line is string => Boolean(line));
};

/** The buyer; a destroyed key leaves only that there was one. */
export const buyerOf = (party: Party | undefined, home: string, words: Words, formats: Formats): PrintedParty => ({
	heading: words.billTo,
	lines:
		party === undefined
			? [words.erased]
			: [
					party.name,
					...addressLines(party.billingAddress, home, formats),
					...(party.taxId ? [`${words.vatId} ${party.taxId}`] : []),
				],
});

/** Where the goods go, if that is somewhere else. */
export const deliveryOf = (
	party: Party | undefined,
	home: string,
	words: Words,
	formats: Formats,
): PrintedParty | null => {
	const lines = addressLines(party?.deliveryAddress, home, formats);
	return lines.length === 0 ? null : {heading: words.deliverTo, lines};
};

export const legalNameOf = ({name, legalName}: Pick<Seller, 'name' | 'legalName'>): string => legalName || name;

/** Name, address, tax ids and how to reach the seller. */
export const sellerParty = (seller: Seller, words: Words, formats: Formats): PrintedParty => ({
	heading: words.from,
	lines: [
		legalNameOf(seller),
		...addressLines(seller.address, seller.country, formats),
		...taxIdRows(seller, words).map(({label, value}) => `${label} ${value}`),
		...(seller.replyTo ? [seller.replyTo] : []),
	],
});

/** One line for the foot of each page. */
export const sellerFooter = (seller: Seller, words: Words, formats: Formats): readonly string[] => [
	[legalNameOf(seller), ...addressLines(seller.address, '', formats)].join(' · '),
	taxIdRows(seller, words)
		.map(({label, value}) => `${label} ${value}`)
		.join(' · '),
];

/** Types are free text: the common ones are named in the document's language. */
const taxIdRows = ({taxIds}: Seller, words: Words): readonly Labelled[] =>
	taxIds.map(({type, value}) => ({label: taxIdLabel(type, words), value}));

const taxIdLabel = (type: string, words: Words): string => {
	const plain = type.toLowerCase().replace(/[^a-z]/g, '');
	if (plain.includes('vat') || plain.startsWith('ust')) return words.vatId;
	return /^(tax|taxid|taxnumber|taxno|steuernummer|stnr|stn|destn|local)$/.test(plain) ? words.taxNumber : type;
};
