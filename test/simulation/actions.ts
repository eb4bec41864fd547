/** What people do in the middle of it all: each picks its object when its time has come. */

import {type Business, type Cast, cardOf, linesOf, type Setup, scheduleOf} from './set-up.ts';
import {instantOf, type Sim} from './sim.ts';
import {all, type Kinds} from './view.ts';

export type Action = {readonly name: string; readonly atMs: number; readonly run: (cast: Cast) => Promise<void>};
type Doing = Cast & {
	readonly business: Business;
	readonly name: string;
	readonly atMs: number;
	readonly busy: string | undefined;
};
type Deed = (doing: Doing) => Promise<void>;

const day = 86_400_000;

export const actionsOf = (sim: Sim, {accounts}: Setup, isPolite: boolean): readonly Action[] => {
	const {draw, loop} = sim;
	const names = Object.keys(deeds).filter((kind) => !isPolite || !['stop', 'suspend'].includes(kind));
	return Array.from({length: draw.between(3, 14, 'actions')}, (_, nth): Action => {
		const business = draw.pick(accounts, 'action account', nth);
		const kind = draw.pick(names, 'action', nth);
		const name = `${nth} ${kind}`;
		const deed = deeds[kind];
		if (deed === undefined) throw new Error(`nobody can ${kind}`);
		// Half of them while something is billed, and about that.
		const due = all(sim.documents, 'templates').filter(
			({accountId, dueAt}) => accountId === business.id && dueAt !== null && Date.parse(dueAt) < loop.now() + 90 * day,
		);
		const busy = due.length > 0 && draw.chance('busy', nth) < 0.5 ? draw.pick(due, 'busy at', nth) : undefined;
		const dueMs = Math.max(Date.parse(busy?.dueAt ?? ''), loop.now());
		const at =
			busy === undefined
				? loop.now() + draw.between(3_600_000, 80 * day, 'at', nth)
				: dueMs + draw.between(0, 1_600, 'near', nth);
		// At this hour it is the same day everywhere, whatever is late by some hours.
		const atMs = isPolite ? Math.floor(at / day) * day + 10 * 3_600_000 : at;
		return {name, atMs, run: (cast) => deed({...cast, business, name, atMs, busy: busy?.id})};
	}).sort((a, b) => a.atMs - b.atMs);
};

const invoicesOf = ({sim, business}: Doing) =>
	all(sim.documents, 'invoices')
		.filter(({accountId}) => accountId === business.id)
		.sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
/** Ids of requests differ with their attempts: whoever is picked must not depend on them. */
const nameOf = ({total, template, id}: Kinds['invoices']): string => (template ? `${total} ${id}` : `${total} ~`);
const tellerOf = ({provider, id}: Kinds['payments']): string => (provider ? id : '~');
const one = <T>({sim, name}: Doing, from: readonly T[]): T | undefined =>
	from.length === 0 ? undefined : sim.draw.pick(from, 'one', name);
const invoiceThatIs = (doing: Doing, state: 'draft' | 'open') =>
	one(
		doing,
		invoicesOf(doing).filter(({status}) => status === state),
	);
const post = async (doing: Doing, path: string, json: unknown = {}, method: 'POST' | 'PATCH' | 'DELETE' = 'POST') => {
	const {ask, business, name} = doing;
	const answer = await ask(`person ${name} ${path.split('/').at(-1)}`, {
		method,
		path: `/accounts/${business.id}${path}`,
		json: method === 'DELETE' ? undefined : json,
		uid: business.uid,
	});
	doing.sim.note(
		`person ${name.split(' ')[1]} ${answer === undefined ? 'unanswered' : answer.status < 300 ? 'done' : 'refused'}`,
	);
	return answer;
};
const today = ({sim}: Doing): string => instantOf(sim.loop.now() - 14 * 3_600_000).slice(0, 10);
const template = (doing: Doing): string => doing.busy ?? one(doing, doing.business.templates) ?? '';
const customer = (doing: Doing): string => one(doing, doing.business.customers)?.id ?? '';

/** A second part, some time after the first. Who is polite leaves it. */
const later = ({sim, name, isPolite}: Doing, [low, high]: readonly [number, number], deed: () => void): void => {
	if (!isPolite) sim.loop.after(sim.draw.between(low, high, 'later', name), deed);
};

/** One commit over the account and all its series, so that it conflicts with whatever is billed at that moment. */
const suspend = async ({sim, business: {id}}: Doing, suspendedAt: string | null): Promise<void> => {
	for (let turn = 0; turn < 20; turn++) {
		const account = await sim.db.get(`accounts/${id}`);
		const series = await sim.db.query({collection: `accounts/${id}/series`, limit: 50});
		if (account === undefined) return;
		const rest = series.map((stored) => ({...stored, fields: {...stored.fields, suspended: suspendedAt !== null}}));
		const writes = [{...account, fields: {...account.fields, suspendedAt}}, ...rest].map(
			({path, version, fields}) => ({op: 'update', path, version, fields}) as const,
		);
		const {outcome} = await sim.db.commit(writes);
		if (outcome !== 'committed') continue;
		sim.landed({writes, at: instantOf(sim.loop.now()), by: 'operator'});
		return;
	}
};

const deeds: {readonly [kind: string]: Deed} = {
	edit: async (doing) => {
		const lines = linesOf(doing.sim, doing.business, `edited ${doing.name}`);
		await post(doing, `/templates/${template(doing)}`, {lines}, 'PATCH');
	},
	reschedule: async (doing) => {
		const schedule = scheduleOf(doing, `again ${doing.name}`, {fromDay: 5, toDay: 60, nowMs: doing.atMs});
		await post(doing, `/templates/${template(doing)}`, {schedule}, 'PATCH');
	},
	pause: async (doing) => {
		const id = template(doing);
		await post(doing, `/templates/${id}/pause`);
		const {sim, name} = doing;
		later(doing, [60_000, 40 * day], () => {
			const past = sim.draw.pick(['skip', 'latest', 'all'] as const, 'resume', name);
			void post({...doing, name: `${name} resume`}, `/templates/${id}/resume`, {past});
		});
	},
	skip: async (doing) => void (await post(doing, `/templates/${template(doing)}/skip`)),
	end: async (doing) => void (await post(doing, `/templates/${template(doing)}/end`)),
	void: async (doing) => {
		const invoice = invoiceThatIs(doing, 'open');
		if (invoice) await post(doing, `/invoices/${invoice.id}/void`);
	},
	pay: async (doing) => {
		const invoice = invoiceThatIs(doing, 'open');
		if (!invoice) return;
		const {sim, name} = doing;
		const amount = sim.draw.pick(
			[invoice.amountDue, Math.ceil(invoice.amountDue / 3), invoice.amountDue + 500],
			'pays',
			name,
		);
		const json = {amount, method: 'transfer', receivedOn: today(doing), overpayment: 'credit'};
		await post(doing, `/invoices/${invoice.id}/payments`, json);
	},
	refund: async (doing) => {
		const paid = all(doing.sim.documents, 'payments').filter(
			({accountId, status, amount, amountRefunded}) =>
				accountId === doing.business.id && status === 'succeeded' && amountRefunded < amount,
		);
		const payment = one(
			doing,
			[...paid].sort((a, b) => a.amount - b.amount || (tellerOf(a) < tellerOf(b) ? -1 : 1)),
		);
		if (!payment) return;
		const {sim, name} = doing;
		const amount = sim.draw.pick(
			[undefined, Math.ceil((payment.amount - payment.amountRefunded) / 4) * 10],
			'back',
			name,
		);
		await post(doing, `/payments/${payment.id}/refunds`, {
			...(amount === undefined || amount > payment.amount ? {} : {amount}),
			creditNote: sim.draw.chance('note', name) < 0.6,
		});
	},
	credit: async (doing) => {
		const issued = invoicesOf(doing).filter(({status}) => status === 'open' || status === 'paid');
		const invoice = one(doing, issued);
		if (invoice) await post(doing, `/invoices/${invoice.id}/credit-notes`, {reason: 'returned'});
	},
	writeOff: async (doing) => {
		const invoice = invoiceThatIs(doing, 'open');
		if (invoice) await post(doing, `/invoices/${invoice.id}/write-off`, {reason: 'lost'});
	},
	charge: async (doing) => {
		const invoice = invoiceThatIs(doing, 'open');
		if (invoice) await post(doing, `/invoices/${invoice.id}/charge`);
	},
	finalize: async (doing) => {
		const invoice = invoiceThatIs(doing, 'draft');
		if (invoice) await post(doing, `/invoices/${invoice.id}/finalize`);
	},
	/** An invoice by hand, perhaps in the minute of a run (invariant 40). */
	write: async (doing) => {
		const lines = linesOf(doing.sim, doing.business, `written ${doing.name}`);
		const made = await post(doing, '/invoices', {customerId: customer(doing), lines});
		const id = made?.body?.id;
		if (id) await post(doing, `/invoices/${id}/finalize`);
	},
	card: async (doing) => {
		const answer = await post(doing, `/customers/${customer(doing)}/card-setup`);
		const card = cardOf(doing, 'new', doing.name) ?? 'pm_card_visa';
		if (answer?.body?.url) doing.outside.submit(answer.body.url, {card});
	},
	/** The account's own switch, and back. */
	stop: async (doing) => {
		await post(doing, '', {billing: {paused: true}}, 'PATCH');
		const {name} = doing;
		later(doing, [60_000, 9 * day], () => {
			void post({...doing, name: `${name} start`}, '', {billing: {paused: false}}, 'PATCH');
		});
	},
	/** The platform suspends the account, and lets it go on. */
	suspend: async (doing) => {
		await suspend(doing, instantOf(doing.atMs));
		later(doing, [60_000, 9 * day], () => void suspend(doing, null));
		doing.sim.note('person suspend done');
	},
	retry: async (doing) => {
		const open = [...doing.sim.documents].filter(
			([path, {settledAt}]) => path.startsWith(`accounts/${doing.business.id}/parked/`) && settledAt === null,
		);
		const parked = one(
			doing,
			open.sort(([a], [b]) => (a < b ? -1 : 1)),
		);
		if (parked) await post(doing, `/parked/${parked[1].id}/retry`);
	},
	noCard: async (doing) => void (await post(doing, `/customers/${customer(doing)}/card`, undefined, 'DELETE')),
	archive: async (doing) => {
		const id = customer(doing);
		await post(doing, `/customers/${id}`, undefined, 'DELETE');
		const {sim, name} = doing;
		const stopped = all(sim.documents, 'templates').filter(
			({customerId, status}) => customerId === id && status === 'paused',
		);
		const other = one(doing, stopped)?.id;
		// Somebody who does not know of it.
		if (other && sim.draw.chance('unaware', name) < 0.5) await post(doing, `/templates/${other}/resume`, {past: 'all'});
		if (sim.draw.chance('restored', name) < 0.5)
			later(doing, [60_000, 10 * day], () => {
				void post({...doing, name: `${name} restore`}, `/customers/${id}/restore`);
			});
	},
};
