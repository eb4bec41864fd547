/** What a country fills in for a new account: currency, time zone, language, and the standard rate of its most common tax. */

export type CountryDefaults = {
	readonly currency: string;
	readonly timeZone: string;
	readonly locale: string;
	readonly tax: {readonly name: string; readonly percent: string; readonly scheme: string};
};

const of = (
	currency: string,
	timeZone: string,
	locale: string,
	name: string,
	percent: string,
	scheme = 'VAT',
): CountryDefaults => ({
	currency,
	timeZone,
	locale,
	tax: {name, percent, scheme},
});

/**
 * Standard rates in force in 2026. Sources: European Commission, "VAT rates applied in the Member States" (Taxes in Europe
 * Database); the tax authorities of the others. Where a federal state has no common rate (US) or none at all, it is 0.
 */
const countries: {readonly [country: string]: CountryDefaults} = {
	AT: of('EUR', 'Europe/Vienna', 'de-AT', 'USt', '20'),
	BE: of('EUR', 'Europe/Brussels', 'nl-BE', 'BTW', '21'),
	BG: of('EUR', 'Europe/Sofia', 'bg-BG', 'ДДС', '20'),
	HR: of('EUR', 'Europe/Zagreb', 'hr-HR', 'PDV', '25'),
	CY: of('EUR', 'Asia/Nicosia', 'el-CY', 'ΦΠΑ', '19'),
	CZ: of('CZK', 'Europe/Prague', 'cs-CZ', 'DPH', '21'),
	DK: of('DKK', 'Europe/Copenhagen', 'da-DK', 'Moms', '25'),
	EE: of('EUR', 'Europe/Tallinn', 'et-EE', 'Käibemaks', '24'),
	FI: of('EUR', 'Europe/Helsinki', 'fi-FI', 'ALV', '25.5'),
	FR: of('EUR', 'Europe/Paris', 'fr-FR', 'TVA', '20'),
	DE: of('EUR', 'Europe/Berlin', 'de-DE', 'USt', '19'),
	GR: of('EUR', 'Europe/Athens', 'el-GR', 'ΦΠΑ', '24'),
	HU: of('HUF', 'Europe/Budapest', 'hu-HU', 'ÁFA', '27'),
	IE: of('EUR', 'Europe/Dublin', 'en-IE', 'VAT', '23'),
	IT: of('EUR', 'Europe/Rome', 'it-IT', 'IVA', '22'),
	LV: of('EUR', 'Europe/Riga', 'lv-LV', 'PVN', '21'),
	LT: of('EUR', 'Europe/Vilnius', 'lt-LT', 'PVM', '21'),
	LU: of('EUR', 'Europe/Luxembourg', 'fr-LU', 'TVA', '17'),
	MT: of('EUR', 'Europe/Malta', 'en-MT', 'VAT', '18'),
	NL: of('EUR', 'Europe/Amsterdam', 'nl-NL', 'BTW', '21'),
	PL: of('PLN', 'Europe/Warsaw', 'pl-PL', 'VAT', '23'),
	PT: of('EUR', 'Europe/Lisbon', 'pt-PT', 'IVA', '23'),
	RO: of('RON', 'Europe/Bucharest', 'ro-RO', 'TVA', '21'),
	SK: of('EUR', 'Europe/Bratislava', 'sk-SK', 'DPH', '23'),
	SI: of('EUR', 'Europe/Ljubljana', 'sl-SI', 'DDV', '22'),
	ES: of('EUR', 'Europe/Madrid', 'es-ES', 'IVA', '21'),
	SE: of('SEK', 'Europe/Stockholm', 'sv-SE', 'Moms', '25'),

	GB: of('GBP', 'Europe/London', 'en-GB', 'VAT', '20'),
	CH: of('CHF', 'Europe/Zurich', 'de-CH', 'MWST', '8.1'),
	LI: of('CHF', 'Europe/Vaduz', 'de-LI', 'MWST', '8.1'),
	NO: of('NOK', 'Europe/Oslo', 'nb-NO', 'MVA', '25'),
	IS: of('ISK', 'Atlantic/Reykjavik', 'is-IS', 'VSK', '24'),
	US: of('USD', 'America/New_York', 'en-US', 'Sales tax', '0', 'SALES'),
	CA: of('CAD', 'America/Toronto', 'en-CA', 'GST', '5', 'GST'),
	MX: of('MXN', 'America/Mexico_City', 'es-MX', 'IVA', '16'),
	AU: of('AUD', 'Australia/Sydney', 'en-AU', 'GST', '10', 'GST'),
	NZ: of('NZD', 'Pacific/Auckland', 'en-NZ', 'GST', '15', 'GST'),
	IN: of('INR', 'Asia/Kolkata', 'en-IN', 'IGST', '18', 'IGST'),
	JP: of('JPY', 'Asia/Tokyo', 'ja-JP', '消費税', '10', 'JCT'),
	SG: of('SGD', 'Asia/Singapore', 'en-SG', 'GST', '9', 'GST'),
	HK: of('HKD', 'Asia/Hong_Kong', 'en-HK', 'No tax', '0'),
	AE: of('AED', 'Asia/Dubai', 'en-AE', 'VAT', '5'),
	SA: of('SAR', 'Asia/Riyadh', 'ar-SA', 'VAT', '15'),
	KW: of('KWD', 'Asia/Kuwait', 'ar-KW', 'No tax', '0'),
	BH: of('BHD', 'Asia/Bahrain', 'ar-BH', 'VAT', '10'),
	ZA: of('ZAR', 'Africa/Johannesburg', 'en-ZA', 'VAT', '15'),
	KE: of('KES', 'Africa/Nairobi', 'en-KE', 'VAT', '16'),
	BR: of('BRL', 'America/Sao_Paulo', 'pt-BR', 'ICMS', '0', 'ICMS'),
	KR: of('KRW', 'Asia/Seoul', 'ko-KR', 'VAT', '10'),
	IL: of('ILS', 'Asia/Jerusalem', 'he-IL', 'VAT', '18'),
	TR: of('TRY', 'Europe/Istanbul', 'tr-TR', 'KDV', '20'),
	UA: of('UAH', 'Europe/Kyiv', 'uk-UA', 'ПДВ', '20'),
};

/** ISO 3166-1 alpha-2 as of 2026, and XK, which Kosovo uses until it has a code. */
const codes = new Set(
	`AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD
	CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF
	GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN
	KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA
	NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI
	SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI
	VN VU WF WS XK YE YT ZA ZM ZW`.split(/\s+/),
);

export const isCountry = (code: string): boolean => codes.has(code);

const elsewhere = of('USD', 'UTC', 'en', 'Tax', '0');

/** Of a country that is not in the table: US dollars, UTC, English and a tax of 0 percent, all of which can be given instead. */
export const defaultsOf = (country: string): CountryDefaults =>
	Object.hasOwn(countries, country) ? (countries[country] ?? elsewhere) : elsewhere;
