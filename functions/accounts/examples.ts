/** Examples for openapi.json. */
const times = {version: 1, createdAt: '2026-11-22T09:30:00.000Z', updatedAt: '2026-11-22T09:30:00.000Z'};

export const accountExample = {
	id: 'acc_0Vw3kYc2b9TqLm',
	mode: 'live',
	name: 'Bäckerei Sonnenschein',
	legalName: 'Sonnenschein GmbH',
	country: 'DE',
	currency: 'EUR',
	timeZone: 'Europe/Berlin',
	locale: 'de-DE',
	address: {line1: 'Marktplatz 1', line2: null, city: 'Freiburg', region: null, postalCode: '79098', country: 'DE'},
	taxIds: [{type: 'vat', value: 'DE123456789'}],
	bank: {iban: 'DE02120300000000202051', bic: 'BYLADEM1001', name: 'DKB'},
	logo: null,
	replyTo: 'rechnung@sonnenschein.example',
	taxBasis: 'invoice',
	booksClosedOn: null,
	defaults: {paymentTerms: {days: 14, from: 'issue'}, terms: null, notes: null},
	reminders: [{offsetDays: 3}],
	retryDays: [1, 3, 5, 7],
	lateFee: null,
	finalAction: 'leave',
	billing: {
		paused: false,
		invoicesPerTemplateAndDay: 3,
		jumpFactor: 10,
		runAmountCaps: [{currency: 'EUR', amount: 5_000_000}],
	},
	role: 'owner',
	suspended: false,
	...times,
};

export const seriesExample = {
	id: 'ser_0Vw3kYc2b9TqLm',
	for: 'invoice',
	pattern: 'INV-{YYYY}-{0000}',
	next: 1,
	reset: 'year',
	sample: 'INV-2026-0001',
	isDefault: true,
	...times,
};

export const memberExample = {
	id: 'mem_0Vw3kYc2b9TqLm',
	uid: null,
	email: 'lina@sonnenschein.example',
	role: 'bookkeeper',
	status: 'invited',
};

export const activityExample = {
	id: 'act_0Vw3kYc2b9TqLm',
	at: '2026-11-22T09:30:00.000Z',
	actor: {type: 'user', id: 'u7Gq2'},
	action: 'customer.updated',
	objects: [{type: 'customer', id: 'cus_0Vw3kYc2b9TqLm'}],
	changes: [{field: 'email'}],
};

/** A page with nothing after it. */
export const pageOf = (example: object) => ({data: [example], nextCursor: null});
