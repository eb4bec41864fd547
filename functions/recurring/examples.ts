/** One template told from end to end, for openapi.json: each parses by its schema. */
import type {z} from 'zod';
import type {Template, TemplateInput} from '../../schemas/template.ts';
import type {
	MakeRecurringRequest,
	RaisedPrices,
	RaisePricesRequest,
	TemplatePreview,
} from '../../schemas/template-requests.ts';

const at = '2026-11-22T09:30:00.000Z';
const line = {
	description: 'Website care {{period.month}} {{period.year}}',
	quantity: '1',
	unitAmount: 4900,
	taxRateIds: ['tax_7Hq2LmPz'],
};
const schedule = {frequency: 'month', interval: 1, anchorDate: '2026-11-30', hour: 6} as const;

export const templateInputExample: z.input<typeof TemplateInput> = {
	name: 'Website care',
	customerId: 'cus_4fKx9TqB',
	lines: [line],
	schedule,
	autoCharge: true,
};

export const makeRecurringExample: z.input<typeof MakeRecurringRequest> = {schedule, autoCharge: true};

export const templateExample: Template = {
	id: 'tpl_5sWd8NcE',
	name: 'Website care',
	customerId: 'cus_4fKx9TqB',
	currency: 'EUR',
	lines: [{...line, itemId: null, unit: null, discounts: [], charges: [], period: null}],
	discounts: [],
	charges: [],
	cashRounding: null,
	taxInclusive: false,
	seriesId: 'ser_2bVx6RtA',
	purchaseOrder: null,
	notes: null,
	terms: null,
	metadata: {},
	paymentTerms: null,
	schedule: {...schedule, rule: null},
	ends: {type: 'never'},
	billing: 'issue_and_send',
	autoCharge: true,
	chargeOn: 'issue',
	noticeDays: null,
	periodTiming: 'advance',
	status: 'active',
	nextDate: '2026-11-30',
	nextAt: '2026-11-30T05:00:00.000Z',
	periodsBilled: 0,
	periodsSkipped: 0,
	upcoming: [
		{what: 'issue', at: '2026-11-30T05:00:00.000Z', why: 'schedule'},
		{what: 'mail', at: '2026-11-30T05:00:00.000Z', why: 'invoice'},
		{what: 'charge', at: '2026-11-30T05:00:00.000Z', why: 'automatic_payment'},
	],
	version: 2,
	createdAt: at,
	updatedAt: at,
};

export const previewExample: TemplatePreview = {
	data: [
		{
			k: 0,
			date: '2026-11-30',
			dueAt: '2026-11-30T05:00:00.000Z',
			period: {start: '2026-11-30', end: '2026-12-29'},
			lines: [
				{
					...line,
					itemId: null,
					description: 'Website care November 2026',
					unit: null,
					discounts: [],
					charges: [],
					period: null,
					id: 'lin_5sWd8NcE0x0',
					net: 4900,
					discountShare: 0,
					tax: 931,
					gross: 5831,
				},
			],
			charges: [],
			taxes: [
				{taxRateId: 'tax_7Hq2LmPz', name: 'USt', scheme: 'VAT', category: 'S', percent: '19', taxable: 4900, tax: 931},
			],
			subtotal: 4900,
			discountTotal: 0,
			chargeTotal: 0,
			taxTotal: 931,
			rounding: 0,
			total: 5831,
			previewHash: '9f0b7a1c54d2e86b30c1f97a4d5e2b8870c6a3f1d4e59b2c8a7f6e0d1b3c5a92',
		},
	],
};

export const raisePricesExample: z.input<typeof RaisePricesRequest> = {percent: '5', from: '2027-01-01'};

export const raisedExample: RaisedPrices = {
	percent: '5',
	from: '2027-01-01',
	dryRun: false,
	data: [
		{
			id: 'tpl_5sWd8NcE',
			ok: true,
			code: null,
			name: 'Website care',
			customerId: 'cus_4fKx9TqB',
			currency: 'EUR',
			date: '2027-01-30',
			oldTotal: 5831,
			newTotal: 6123,
		},
	],
	nextCursor: null,
};
