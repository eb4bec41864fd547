/** Who the demo business works for. Invented people and firms; addresses of mail end in .example, which nobody owns. */

/** How a customer pays: `card` and the other cards are charged; the rest are transfers we book when they come. */
export type Habit =
	| 'card'
	/** The card is declined, and stays so. */
	| 'declined'
	/** The card is declined until the customer saves another. */
	| 'declined-then-card'
	| 'prompt'
	| 'late'
	/** Pays, but has stopped some months ago. */
	| 'stopped'
	| 'never';

export type Character = {
	readonly name: string;
	readonly email: string;
	readonly contact?: string;
	readonly street: string;
	readonly postalCode: string;
	readonly city: string;
	readonly country: string;
	readonly locale: string;
	readonly taxId?: string;
	readonly isBusiness: boolean;
	readonly habit: Habit;
	readonly card?: string;
};

type Row = readonly [
	name: string,
	mail: string,
	street: string,
	postalCode: string,
	city: string,
	country: string,
	habit: Habit,
	more?: Partial<Character>,
];

const locales: {readonly [country: string]: string} = {DE: 'de-DE', AT: 'de-AT', CH: 'de-CH'};
const otherLocale = 'en-GB';

const rows: readonly Row[] = [
	[
		'Bäckerei Sonnenkorn OHG',
		'backstube@sonnenkorn.example',
		'Lindenallee 12',
		'20259',
		'Hamburg',
		'DE',
		'card',
		{card: 'pm_card_de'},
	],
	[
		'Zahnarztpraxis Dr. Amira Haddad',
		'praxis@haddad.example',
		'Eppendorfer Weg 88',
		'20259',
		'Hamburg',
		'DE',
		'prompt',
	],
	['Kiefer & Sohn Tischlerei', 'werkstatt@kiefer-sohn.example', 'Handwerkerstraße 4', '22761', 'Hamburg', 'DE', 'late'],
	[
		'Hafenblick Hotel GmbH',
		'rechnung@hafenblick.example',
		'Bei den Mühren 70',
		'20457',
		'Hamburg',
		'DE',
		'card',
		{card: 'pm_card_mastercard'},
	],
	['Yogaraum Altona', 'hallo@yogaraum-altona.example', 'Große Bergstraße 160', '22767', 'Hamburg', 'DE', 'card'],
	['Weingut Rosenhang', 'kontor@rosenhang.example', 'Am Rosenhang 3', '67146', 'Deidesheim', 'DE', 'prompt'],
	[
		'Stadtbücherei Lüneburg',
		'haushalt@buecherei-lueneburg.example',
		'Am Marienplatz 3',
		'21335',
		'Lüneburg',
		'DE',
		'late',
		{contact: 'Petra Osten'},
	],
	['Mila Brandt', 'mila.brandt@post.example', 'Osterstraße 51', '20259', 'Hamburg', 'DE', 'card', {isBusiness: false}],
	[
		'Fahrradkontor Isar GmbH',
		'buero@fahrradkontor.example',
		'Fraunhoferstraße 9',
		'80469',
		'München',
		'DE',
		'declined-then-card',
	],
	['Physiotherapie Bewegungsgut', 'info@bewegungsgut.example', 'Kastanienallee 33', '10435', 'Berlin', 'DE', 'card'],
	[
		'Kaffeerösterei Norden GmbH',
		'buchhaltung@norden-kaffee.example',
		'Hansestraße 21',
		'28217',
		'Bremen',
		'DE',
		'card',
		{card: 'pm_card_mastercard'},
	],
	[
		'Kanzlei Thießen Rechtsanwälte',
		'sekretariat@kanzlei-thiessen.example',
		'Königsallee 60',
		'40212',
		'Düsseldorf',
		'DE',
		'prompt',
		{contact: 'Jörn Thießen'},
	],
	['Gartenbau Wiesengrund', 'post@wiesengrund.example', 'Feldweg 8', '21614', 'Buxtehude', 'DE', 'stopped'],
	['Theater im Speicher e. V.', 'kasse@theater-speicher.example', 'Speicherstadt 2', '20457', 'Hamburg', 'DE', 'late'],
	['Autohaus Reimers GmbH & Co. KG', 'buchhaltung@reimers.example', 'Industrieweg 17', '24103', 'Kiel', 'DE', 'prompt'],
	['Musikschule Klangfarbe', 'buero@klangfarbe.example', 'Schillerstraße 40', '04109', 'Leipzig', 'DE', 'card'],
	['Optik Sehstern', 'kontakt@sehstern.example', 'Marktplatz 5', '37073', 'Göttingen', 'DE', 'declined'],
	['Tierärztin Lena Vogt', 'praxis@tierarzt-vogt.example', 'Dorfstraße 22', '23879', 'Mölln', 'DE', 'card'],
	[
		'Brauerei Alter Speicher',
		'verwaltung@alterspeicher.example',
		'Brauhausgasse 1',
		'96047',
		'Bamberg',
		'DE',
		'prompt',
	],
	[
		'Jonas Petersen',
		'jonas.petersen@post.example',
		'Deichstraße 14',
		'25813',
		'Husum',
		'DE',
		'never',
		{isBusiness: false},
	],
	['Kinderladen Pusteblume', 'laden@pusteblume.example', 'Bergmannstraße 96', '10961', 'Berlin', 'DE', 'late'],
	[
		'Solarwerk Süd AG',
		'kreditoren@solarwerk-sued.example',
		'Neckarufer 100',
		'70190',
		'Stuttgart',
		'DE',
		'prompt',
		{contact: 'Kreditorenbuchhaltung'},
	],
	['Pension Strandläufer', 'zimmer@strandlaeufer.example', 'Dünenweg 6', '26548', 'Norderney', 'DE', 'card'],
	['Café Morgenrot', 'guten-morgen@morgenrot.example', 'Schanzenstraße 75', '20357', 'Hamburg', 'DE', 'declined'],
	[
		'Alpenhof Tourismus GmbH',
		'office@alpenhof.example',
		'Dorfplatz 3',
		'6370',
		'Kitzbühel',
		'AT',
		'prompt',
		{taxId: 'ATU12345675'},
	],
	[
		'Buchhandlung Donauufer KG',
		'laden@donauufer.example',
		'Hauptplatz 21',
		'4020',
		'Linz',
		'AT',
		'late',
		{taxId: 'ATU23456783'},
	],
	['Uhrenatelier Brunner AG', 'kontakt@uhren-brunner.example', 'Limmatquai 52', '8001', 'Zürich', 'CH', 'prompt'],
	['Berghütte Edelweiss', 'huette@edelweiss.example', 'Alpweg 1', '7270', 'Davos', 'CH', 'stopped'],
	[
		'Vélo Lumière SARL',
		'compta@velolumiere.example',
		'14 rue des Carmes',
		'31000',
		'Toulouse',
		'FR',
		'card',
		{taxId: 'FR40303265045'},
	],
	[
		'Atelier Bonne Mine',
		'bonjour@bonnemine.example',
		'7 rue Sainte-Catherine',
		'33000',
		'Bordeaux',
		'FR',
		'prompt',
		{taxId: 'FR83404833048'},
	],
	['Fjord & Form AS', 'faktura@fjordform.example', 'Strandgaten 11', '5013', 'Bergen', 'NO', 'prompt'],
	[
		'Studio Kastanje ApS',
		'regning@kastanje.example',
		'Vesterbrogade 98',
		'1620',
		'København',
		'DK',
		'card',
		{taxId: 'DK13585628'},
	],
	[
		'Blauwe Reiger B.V.',
		'facturen@blauwereiger.example',
		'Prinsengracht 263',
		'1016 GV',
		'Amsterdam',
		'NL',
		'card',
		{taxId: 'NL004495445B01'},
	],
	[
		'Molino Vecchio S.r.l.',
		'amministrazione@molinovecchio.example',
		'Via Garibaldi 18',
		'37121',
		'Verona',
		'IT',
		'late',
		{taxId: 'IT00743110157'},
	],
	[
		'Estudio Marea S.L.',
		'administracion@estudiomarea.example',
		'Calle Larios 4',
		'29005',
		'Málaga',
		'ES',
		'prompt',
		{taxId: 'ESB58378431'},
	],
	[
		'Kawiarnia Pod Lipą',
		'biuro@podlipa.example',
		'ul. Długa 12',
		'31-147',
		'Kraków',
		'PL',
		'card',
		{taxId: 'PL5261040828'},
	],
	['Greyfriars Books Ltd', 'accounts@greyfriars.example', '28 Candlemaker Row', 'EH1 2QG', 'Edinburgh', 'GB', 'prompt'],
	['Harbour Light Studio Ltd', 'billing@harbourlight.example', '3 Quay Street', 'BS1 4QE', 'Bristol', 'GB', 'card'],
	['Juniper & Pine LLC', 'ap@juniperpine.example', '410 Alder Street', '97205', 'Portland', 'US', 'prompt'],
	['Ahornblatt Canada Inc.', 'payables@ahornblatt.example', '77 Rue Saint-Paul', 'H2Y 1Z2', 'Montréal', 'CA', 'never'],
]; // prettier-ignore

/** Forty of them. */
export const cast: readonly Character[] = rows.map(([name, email, street, postalCode, city, country, habit, more]) => ({
	name,
	email,
	street,
	postalCode,
	city,
	country,
	habit,
	locale: locales[country] ?? otherLocale,
	isBusiness: true,
	...more,
}));

export const usesCard = ({habit}: Character): boolean => ['card', 'declined', 'declined-then-card'].includes(habit);

/** The test card that a customer picks at the provider's page. */
export const cardOf = ({habit, card}: Character): string =>
	habit === 'card' ? (card ?? 'pm_card_visa') : 'pm_card_chargeCustomerFail';
