/** A small platform for billing alone: SQLite in memory, a queue in order, a clock in the hand. */

import {randomIds} from '../../../functions/adapters/ids.ts';
import {openSqlite} from '../../../functions/adapters/sqlite.ts';
import {indexes} from '../../../functions/indexes.ts';
import {outboxOf} from '../../../functions/kernel/outbox.ts';
import {billPage} from '../../../functions/recurring/bill-page.ts';
import {settlePast} from '../../../functions/recurring/core/past.ts';
import {finishRun} from '../../../functions/recurring/finish-run.ts';
import {startBillingRun} from '../../../functions/recurring/start-billing-run.ts';
import {dueShardOf} from '../../../functions/recurring/store.ts';
import type {Db, Fields, Stored, Write} from '../../../functions/world.ts';
import type {Account} from '../../../schemas/account.ts';
import {CustomerDocument} from '../../../schemas/customer.ts';
import {CreditNoteDocument, InvoiceDocument} from '../../../schemas/invoice.ts';
import {ParkedDocument, RunDocument} from '../../../schemas/run.ts';
import type {Past} from '../../../schemas/schedule.ts';
import {SeriesDocument} from '../../../schemas/series.ts';
import {TemplateDocument} from '../../../schemas/template.ts';

export const account = 'acc_0001';
const born = '2026-01-01T00:00:00.000Z';

export type Message = {readonly topic: string; readonly message: Fields};
export type Ports = {readonly db: Db; readonly publish: (topic: string, messages: readonly Fields[]) => Promise<void>};

const inMemory = (): Db => openSqlite({file: ':memory:', indexes});

/** `wrap` may put faults or counters around the ports. */
export const openBilling = (wrap: (ports: Ports) => Ports = (ports) => ports, store: Db = inMemory()) => {
	const queue: Message[] = [];
	const told: Message[] = [];
	let now = born;
	const ports = wrap({
		db: store,
		publish: async (topic, messages) => {
			for (const message of messages) (topic.startsWith('billing.') ? queue : told).push({topic, message});
		},
	});
	const world = {
		db: ports.db,
		bus: {publish: ports.publish},
		clock: {now: async () => now, wall: () => now},
		ids: randomIds(),
		log: {write: () => {}},
	};
	const tick = startBillingRun(world);
	const page = billPage(world);
	const drain = async (): Promise<void> => {
		for (let next = queue.shift(); next; next = queue.shift()) await page(next.message);
	};
	return {
		db: store,
		world,
		queue,
		told,
		page,
		tick,
		drain,
		finish: finishRun(world),
		setNow: (at: string) => {
			now = at;
		},
		/** One whole run at an instant. */
		run: async (at: string) => {
			now = at;
			await tick();
			await drain();
		},
		all: (path: string) => everything(store, path),
		invoices: async () =>
			(await everything(store, `accounts/${account}/invoices`))
				.map(({fields}) => InvoiceDocument.parse(fields))
				.sort((a, b) => (a.number ?? a.id).localeCompare(b.number ?? b.id)),
		creditNotes: async () =>
			(await everything(store, `accounts/${account}/creditNotes`)).map(({fields}) => CreditNoteDocument.parse(fields)),
		templates: async () =>
			(await everything(store, `accounts/${account}/templates`)).map(({fields}) => TemplateDocument.parse(fields)),
		runs: async () =>
			(await everything(store, `accounts/${account}/runs`)).map(({fields}) => RunDocument.parse(fields)),
		parked: async () =>
			(await everything(store, `accounts/${account}/parked`)).map(({fields}) => ParkedDocument.parse(fields)),
	};
};
export type Billing = ReturnType<typeof openBilling>;

const everything = async (db: Db, collection: string): Promise<readonly Stored[]> => {
	const rows: Stored[] = [];
	for (let last: Stored | undefined; ; ) {
		const found = await db.query({collection, limit: 1000, ...(last ? {after: {values: [], path: last.path}} : {})});
		rows.push(...found);
		last = found.at(-1);
		if (found.length < 1000) return rows;
	}
};

export const put = async (
	db: Db,
	...documents: readonly {readonly path: string; readonly fields: Fields}[]
): Promise<void> => {
	for (let index = 0; index < documents.length; index += 400) {
		const writes: Write[] = documents.slice(index, index + 400).map((document) => ({op: 'create', ...document}));
		const {outcome} = await db.commit(writes);
		if (outcome !== 'committed') throw new Error(`not put: ${outcome}`);
	}
};

export const seriesFields = (fields: Partial<SeriesDocument> = {}): SeriesDocument =>
	SeriesDocument.parse({
		schema: 1,
		id: 'ser_0001',
		accountId: account,
		for: 'invoice',
		pattern: 'INV-{YYYY}-{0000}',
		reset: 'year',
		counters: {},
		isDefault: true,
		sellerVersion: 1,
		notify: false,
		booksClosedOn: null,
		suspended: false,
		commitId: '',
		version: 1,
		createdAt: born,
		updatedAt: born,
		...fields,
	});

export const customerFields = (fields: Partial<CustomerDocument> = {}): CustomerDocument =>
	CustomerDocument.parse({
		schema: 1,
		id: 'cus_0001',
		accountId: account,
		personal: 's1.personal',
		party: 's1.party',
		tokens: [],
		stripe: {on: null, customerId: null, paymentMethodId: null, setupSessionId: null},
		card: null,
		consent: null,
		creditBalances: {},
		archived: false,
		archivedAt: null,
		commitId: '',
		version: 1,
		createdAt: born,
		updatedAt: born,
		...outboxOf('cus_0001'),
		...fields,
	});

const line = {
	id: 'lin_0001',
	description: 'Hosting {{period.month}}',
	quantity: '1',
	unitAmount: 1000,
	taxRateIds: ['tax_0001'],
};

/** A draft template: monthly from 31 January in Berlin at 6:00, 10.00 EUR plus 19 % tax. */
export const templateFields = (fields: Partial<TemplateDocument> = {}): TemplateDocument =>
	TemplateDocument.parse({
		schema: 1,
		id: 'tpl_0001',
		accountId: account,
		customerId: 'cus_0001',
		name: null,
		status: 'draft',
		currency: 'EUR',
		plans: [{from: null, lines: [line], discounts: [], charges: [], taxInclusive: false, cashRounding: null}],
		taxPlan: [{id: 'tax_0001', name: 'VAT', scheme: 'VAT', category: 'S', versions: [{from: null, percent: '19'}]}],
		seriesId: 'ser_0001',
		creditSeriesId: 'ser_0002',
		purchaseOrder: null,
		notes: null,
		terms: null,
		metadata: {},
		paymentTerms: null,
		effectiveTerms: {days: 14, from: 'issue'},
		party: 's1.party',
		buyerReference: null,
		locale: 'en',
		schedule: {frequency: 'month', interval: 1, anchorDate: '2026-01-31', hour: 6},
		zone: 'Europe/Berlin',
		ends: {type: 'never'},
		billing: 'issue_and_send',
		autoCharge: false,
		chargeOn: 'issue',
		noticeDays: null,
		periodTiming: 'advance',
		retryDays: [1, 3, 5, 7],
		stripeOn: null,
		autoApplyCredit: false,
		accountCurrency: 'EUR',
		epoch: 1,
		k: 0,
		billedThrough: null,
		periodsBilled: 0,
		periodsSkipped: 0,
		owedBefore: 0,
		skipsAhead: [],
		skips: [],
		dueShard: dueShardOf({id: account, mode: 'live'}),
		dueAt: null,
		notify: false,
		commitId: '',
		version: 1,
		createdAt: born,
		updatedAt: born,
		...outboxOf('tpl_0001'),
		...fields,
	});

export const activated = (fields: Partial<TemplateDocument>, at: string, past: Past = 'all'): TemplateDocument =>
	settlePast(templateFields(fields), past, at).template;

const owner = {
	id: 'acc_0001',
	currency: 'EUR',
	timeZone: 'Europe/Berlin',
	locale: 'de',
	retryDays: [1, 3],
	stripeAccount: 'acct_1',
	defaults: {notes: 'From the account'},
} as unknown as Account;

/** What a template copies, as acts would have read it. */
export const templateFacts = () => ({
	account: owner,
	customer: customerFields({paymentTerms: {days: 30, from: 'issue'}, locale: 'fr'}),
	buyerReference: null,
	seriesId: 'ser_0001',
	creditSeriesId: 'ser_0002',
	rates: new Map(templateFields().taxPlan.map((rate) => [rate.id, rate])),
	dueShard: '7',
	notify: false,
	now: '2026-01-01T00:00:00.000Z',
});

const pathOf = (kind: string, {id}: {readonly id: string}): string => `accounts/${account}/${kind}/${id}`;

/** An account with its two series, one customer and these templates. */
export const furnish = async (
	db: Db,
	templates: readonly TemplateDocument[],
	series: Partial<SeriesDocument> = {},
): Promise<void> => {
	const invoices = seriesFields(series);
	const credits = seriesFields({id: 'ser_0002', for: 'creditNote', pattern: 'CN-{YYYY}-{0000}'});
	await put(
		db,
		{path: pathOf('series', invoices), fields: invoices},
		{path: pathOf('series', credits), fields: credits},
		{path: pathOf('customers', {id: 'cus_0001'}), fields: customerFields()},
		...templates.map((template) => ({path: pathOf('templates', template), fields: template})),
	);
};

/** What must be the same whatever happened on the way: everything but random ids, and how many commits counted a run. */
export const endState = async ({db}: Pick<Billing, 'db'>): Promise<unknown> => {
	const collections = ['templates', 'invoices', 'creditNotes', 'series', 'runs', 'parked', 'customers'];
	const states = await Promise.all(collections.map((name) => everything(db, `accounts/${account}/${name}`)));
	return states.map((rows) =>
		rows.map(({path, fields: {commitId: _, version, ...fields}}) => ({
			path,
			fields: path.includes('/runs/') ? fields : {...fields, version},
		})),
	);
};
