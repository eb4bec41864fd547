/** What the demo business sells: items, standing orders (templates) and single jobs. Amounts in cents, without tax. */

export const items = [
	{name: 'Beratung', unit: 'Std.', unitAmount: 9_500},
	{name: 'Gestaltung', unit: 'Std.', unitAmount: 8_800},
	{name: 'Entwicklung', unit: 'Std.', unitAmount: 11_000},
	{name: 'Website-Pflege', unit: 'Monat', unitAmount: 14_900},
	{name: 'Hosting', unit: 'Monat', unitAmount: 2_900},
	{name: 'Newsletter-Redaktion', unit: 'Ausgabe', unitAmount: 22_000},
	{name: 'Fotoarbeiten', unit: 'Tag', unitAmount: 78_000},
	{name: 'Domain', unit: 'Jahr', unitAmount: 2_400},
	{name: 'Druckabwicklung', unit: 'Pauschale', unitAmount: 12_500},
	{name: 'Wartungsvertrag Plus', unit: 'Quartal', unitAmount: 59_000},
] as const;

type Line = {
	readonly description: string;
	readonly quantity: string;
	readonly unit?: string;
	readonly unitAmount: number | string;
};
export type StandingOrder = {
	/** Index in the cast. */
	readonly customer: number;
	readonly name: string;
	readonly lines: readonly Line[];
	/** From which day of the history on: month (0 is the first) and day. */
	readonly from: readonly [month: number, day: number];
	readonly every: {readonly frequency: 'week' | 'month' | 'year'; readonly interval: number; readonly rule?: object};
	readonly discounts?: readonly object[];
};

const monthly = {frequency: 'month', interval: 1} as const;
const quarterly = {frequency: 'month', interval: 3} as const;
const yearly = {frequency: 'year', interval: 1} as const;
const lastDay = {...monthly, rule: {type: 'lastDay'}} as const;
const secondMonday = {...monthly, rule: {type: 'nthWeekday', nth: 2, weekday: 'MO'}} as const;

const care = (unitAmount = 14_900): Line => ({
	description: 'Website-Pflege {{period.month}} {{period.year}}',
	quantity: '1',
	unit: 'Monat',
	unitAmount,
});
const hosting: Line = {
	description: 'Hosting {{period.start}} bis {{period.end}}',
	quantity: '1',
	unit: 'Monat',
	unitAmount: 2_900,
};
const consulting = (hours: string): Line => ({
	description: 'Beratung {{period.month}}',
	quantity: hours,
	unit: 'Std.',
	unitAmount: 9_500,
});
const newsletter: Line = {
	description: 'Newsletter {{period.month}} {{period.year}}',
	quantity: '1',
	unit: 'Ausgabe',
	unitAmount: 22_000,
};

export const standingOrders: readonly StandingOrder[] = [
	{customer: 0, name: 'Website und Hosting', lines: [care(), hosting], from: [0, 1], every: monthly},
	{customer: 1, name: 'Praxis-Website', lines: [care(19_900), hosting], from: [0, 1], every: monthly},
	{customer: 3, name: 'Hotelportal', lines: [care(34_900), hosting, newsletter], from: [0, 1], every: monthly},
	{customer: 4, name: 'Kursplan online', lines: [care(8_900)], from: [0, 15], every: monthly},
	{customer: 7, name: 'Fotoblog', lines: [hosting], from: [0, 15], every: monthly},
	{customer: 8, name: 'Shop-Betreuung', lines: [care(24_900), consulting('2.5')], from: [1, 1], every: monthly},
	{customer: 9, name: 'Terminbuchung', lines: [care(), hosting], from: [2, 1], every: monthly},
	{customer: 10, name: 'Abo-Shop', lines: [care(44_900), consulting('4')], from: [0, 28], every: lastDay},
	{customer: 11, name: 'Mandantenbrief', lines: [newsletter], from: [0, 15], every: monthly},
	{customer: 12, name: 'Saisonseite', lines: [care(9_900)], from: [0, 1], every: monthly},
	{customer: 15, name: 'Musikschulverwaltung', lines: [care(17_900)], from: [3, 1], every: monthly},
	{customer: 16, name: 'Sehtest online', lines: [care(12_900)], from: [4, 1], every: monthly},
	{customer: 17, name: 'Notdienst-Seite', lines: [hosting], from: [5, 15], every: monthly},
	{customer: 22, name: 'Buchungskalender', lines: [care(21_900), hosting], from: [0, 1], every: monthly},
	{customer: 23, name: 'Tageskarte', lines: [care(6_900)], from: [6, 1], every: monthly},
	{
		customer: 2,
		name: 'Wartung',
		lines: [{description: 'Wartungsvertrag Plus', quantity: '1', unit: 'Quartal', unitAmount: 59_000}],
		from: [0, 1],
		every: quarterly,
	},
	{
		customer: 14,
		name: 'Fahrzeugbörse',
		lines: [{description: 'Wartungsvertrag Plus', quantity: '2', unit: 'Quartal', unitAmount: 59_000}],
		from: [1, 1],
		every: quarterly,
		discounts: [{description: 'Treuerabatt', percent: '10'}],
	},
	{
		customer: 21,
		name: 'Investorenseite',
		lines: [
			{description: 'Betreuung {{period.start}} bis {{period.end}}', quantity: '3', unit: 'Monat', unitAmount: 78_000},
		],
		from: [0, 15],
		every: quarterly,
	},
	{
		customer: 5,
		name: 'Domain und Zertifikat',
		lines: [
			{description: 'Domain rosenhang.example {{period.year}}', quantity: '1', unit: 'Jahr', unitAmount: 2_400},
			{description: 'Zertifikat', quantity: '1', unit: 'Jahr', unitAmount: 4_800},
		],
		from: [0, 15],
		every: yearly,
	},
	{customer: 24, name: 'Tourismusportal', lines: [care(39_900)], from: [0, 1], every: monthly},
	{
		customer: 28,
		name: 'Boutique en ligne',
		lines: [{description: 'Maintenance {{period.month}} {{period.year}}', quantity: '1', unitAmount: 18_900}],
		from: [2, 15],
		every: monthly,
	},
	{
		customer: 31,
		name: 'Retainer',
		lines: [{description: 'Design retainer {{period.month}} {{period.year}}', quantity: '1', unitAmount: 120_000}],
		from: [4, 12],
		every: secondMonday,
	},
	{
		customer: 32,
		name: 'Retainer',
		lines: [{description: 'Care plan {{period.month}} {{period.year}}', quantity: '1', unitAmount: 24_900}],
		from: [1, 1],
		every: monthly,
	},
	{
		customer: 35,
		name: 'Strona i hosting',
		lines: [{description: 'Care plan {{period.month}} {{period.year}}', quantity: '1', unitAmount: 11_900}],
		from: [7, 15],
		every: monthly,
	},
	{
		customer: 37,
		name: 'Fortnightly sprint',
		lines: [{description: 'Sprint {{period.start}} to {{period.end}}', quantity: '1', unitAmount: 145_000}],
		from: [8, 14],
		every: {frequency: 'week', interval: 2},
	},
]; // prettier-ignore

export type SingleJob = {
	readonly customer: number;
	/** In which month of the history. */
	readonly month: number;
	readonly lines: readonly Line[];
	readonly currency?: {readonly code: string; readonly exchangeRate: string};
	readonly discounts?: readonly object[];
};

const hours = (description: string, quantity: string, unitAmount = 8_800): Line => ({
	description,
	quantity,
	unit: 'Std.',
	unitAmount,
});
const flat = (description: string, unitAmount: number): Line => ({
	description,
	quantity: '1',
	unit: 'Pauschale',
	unitAmount,
});

export const singleJobs: readonly SingleJob[] = [
	{customer: 13, month: 0, lines: [hours('Plakat zur Spielzeit', '12.5'), flat('Druckabwicklung', 12_500)]},
	{customer: 6, month: 0, lines: [hours('Leitsystem, Entwurf', '21')]},
	{
		customer: 18,
		month: 1,
		lines: [
			flat('Etiketten Winterbock', 165_000),
			{description: 'Etiketten, gedruckt', quantity: '4000', unit: 'Stück', unitAmount: '3.75'},
		],
	},
	{
		customer: 26,
		month: 1,
		lines: [hours('Brand guidelines', '30', 11_000)],
		currency: {code: 'CHF', exchangeRate: '1.0672'},
	},
	{customer: 20, month: 2, lines: [hours('Elternbrief, Satz', '3')]},
	{
		customer: 29,
		month: 2,
		lines: [flat('Identité visuelle', 320_000)],
		discounts: [{description: 'Remise', percent: '5'}],
	},
	{customer: 19, month: 2, lines: [flat('Hochzeitskarten', 48_000)]},
	{customer: 25, month: 3, lines: [hours('Onlineshop, Erweiterung', '16', 11_000)]},
	{customer: 36, month: 3, lines: [hours('Spring catalogue', '24')], currency: {code: 'GBP', exchangeRate: '1.1534'}},
	{customer: 5, month: 3, lines: [flat('Weinkarte 2. Auflage', 89_000)]},
	{customer: 30, month: 4, lines: [hours('Messestand', '40', 9_500)]},
	{customer: 38, month: 4, lines: [flat('Landing page', 420_000)], currency: {code: 'USD', exchangeRate: '0.9218'}},
	{customer: 14, month: 5, lines: [flat('Fotoarbeiten, zwei Tage', 156_000)]},
	{customer: 27, month: 5, lines: [hours('Panoramatafel', '9')]},
	{customer: 33, month: 6, lines: [flat('Packaging design', 275_000)]},
	{customer: 34, month: 6, lines: [hours('Campaign', '18', 9_500)]},
	{customer: 18, month: 7, lines: [flat('Etiketten Sommerbier', 142_000)]},
	{customer: 6, month: 7, lines: [hours('Leitsystem, Reinzeichnung', '14')]},
	{
		customer: 39,
		month: 8,
		lines: [flat('Site d’exposition', 380_000)],
		currency: {code: 'CAD', exchangeRate: '0.6741'},
	},
	{customer: 13, month: 8, lines: [hours('Programmheft', '19.5')]},
	{customer: 20, month: 9, lines: [flat('Sommerfest-Plakat', 36_000)]},
	{customer: 2, month: 9, lines: [hours('Katalog Möbelserie', '26')]},
	{customer: 25, month: 10, lines: [hours('Newsletter-Anbindung', '6', 11_000)]},
	{customer: 21, month: 10, lines: [flat('Geschäftsbericht', 890_000)]},
	{customer: 19, month: 10, lines: [flat('Familienbuch', 26_000)]},
	{
		customer: 26,
		month: 11,
		lines: [hours('Product photography, retouch', '11')],
		currency: {code: 'CHF', exchangeRate: '1.0701'},
	},
	{customer: 29, month: 11, lines: [hours('Papeterie', '7.5')]},
	{customer: 36, month: 11, lines: [hours('Autumn catalogue', '22')], currency: {code: 'GBP', exchangeRate: '1.1467'}},
]; // prettier-ignore

/** Left as drafts at the end: what somebody works on today. */
export const drafts: readonly Omit<SingleJob, 'month'>[] = [
	{customer: 11, lines: [hours('Relaunch, Konzept', '10', 11_000)]},
	{customer: 24, lines: [flat('Winterkampagne', 240_000)]},
	{customer: 37, lines: [hours('Discovery workshop', '6', 11_000)]},
];
