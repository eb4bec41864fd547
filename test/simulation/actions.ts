/** What people do in the middle of it all: each picks its object when its time has come. */
import {all} from './view.ts';
import {type Business, type Cast, cardOf, linesOf, scheduleOf, type Setup} from './set-up.ts';
import {instantOf, type Sim} from './sim.ts';

export type Action = {readonly name: string; readonly atMs: number; readonly run: (cast: Cast) => Promise<void>};
type Doing = Cast & {readonly business: Business; readonly name: string};
type Deed = (doing: Doing) => Promise<void>;

const day = 86_400_000;

export const actionsOf = (sim: Sim, {accounts}: Setup): readonly Action[] => {
	const {draw, loop} = sim;
	const names = Object.keys(deeds);
	return Array.from({length: draw.between(3, 14, 'actions')}, (_, nth): Action => {
		const business = draw.pick(accounts, 'action account', nth);
		const kind = draw.pick(names, 'action', nth);
		const name = `${nth} ${kind}`;
		const deed = deeds[kind];
		if (deed === undefined) throw new Error(`nobody can ${kind}`);
		// Half of them in the minute in which something is billed.
		const due = all(sim.documents, 'templates').flatMap(({dueAt}) => (dueAt === null ? [] : [Date.parse(dueAt)]));
		const busyMs = due.length > 0 && draw.chance('busy', nth) < 0.5 ? draw.pick(due, 'busy at', nth) : undefined;
		const atMs =
			busyMs === undefined
				? loop.now() + draw.between(3_600_000, 80 * day, 'at', nth)
				: Math.min(Math.max(busyMs, loop.now()), loop.now() + 90 * day) + draw.between(0, 3_000, 'near', nth);
		return {name, atMs, run: (cast) => deed({...cast, business, name})};
	}).sort((a, b) => a.atMs - b.atMs);
};

const invoicesOf = ({sim, business}: Doing) =>
	all(sim.documents, 'invoices')
		.filter(({accountId}) => accountId === business.id)
		.sort((a, b) => (a.id < b.id ? -1 : 1));
const one = <T>({sim, name}: Doing, from: readonly T[]): T | undefined =>
	from.length === 0 ? undefined : sim.draw.pick(from, 'one', name);
const post = async (doing: Doing, path: string, json: unknown = {}, method: 'POST' | 'PATCH' | 'DELETE' = 'POST') => {
	const {ask, business, name} = doing;
	const answer = await ask(`person ${name} ${path.split('/').at(-1)}`, {
		method,
		path: `/accounts/${business.id}${path}`,
		json: method === 'DELETE' ? undefined : json,
		uid: business.uid,
	});
	doing.sim.note(`person ${name.split(' ')[1]} ${answer === undefined ? 'unanswered' : answer.status < 300 ? 'done' : 'refused'}`);
	return answer;
};
const today = ({sim}: Doing): string => instantOf(sim.loop.now() - 14 * 3_600_000).slice(0, 10);
const template = (doing: Doing): string => one(doing, doing.business.templates) ?? '';
const customer = (doing: Doing): string => one(doing, doing.business.customers)?.id ?? '';

const deeds: {readonly [kind: string]: Deed} = {
	edit: async (doing) => {
		const lines = linesOf(doing.sim, doing.business, `edited ${doing.name}`);
		await post(doing, `/templates/${template(doing)}`, {lines}, 'PATCH');
	},
	reschedule: async (doing) => {
		const schedule = scheduleOf(doing.sim, `again ${doing.name}`, 5, 60);
		await post(doing, `/templates/${template(doing)}`, {schedule}, 'PATCH');
	},
	pause: async (doing) => {
		const id = template(doing);
		await post(doing, `/templates/${id}/pause`);
		const {sim, name} = doing;
		sim.loop.after(sim.draw.between(60_000, 40 * day, 'resumes', name), () => {
			const past = sim.draw.pick(['skip', 'latest', 'all'] as const, 'resume', name);
			void post({...doing, name: `${name} resume`}, `/templates/${id}/resume`, {past});
		});
	},
	skip: async (doing) => void (await post(doing, `/templates/${template(doing)}/skip`)),
	end: async (doing) => void (await post(doing, `/templates/${template(doing)}/end`)),
	void: async (doing) => {
		const invoice = one(doing, invoicesOf(doing).filter(({status}) => status === 'open'));
		if (invoice) await post(doing, `/invoices/${invoice.id}/void`);
	},
	pay: async (doing) => {
		const invoice = one(doing, invoicesOf(doing).filter(({status}) => status === 'open'));
		if (!invoice) return;
		const {sim, name} = doing;
		const amount = sim.draw.pick([invoice.amountDue, Math.ceil(invoice.amountDue / 3), invoice.amountDue + 500], 'pays', name);
		const json = {amount, method: 'transfer', receivedOn: today(doing), overpayment: 'credit'};
		await post(doing, `/invoices/${invoice.id}/payments`, json);
	},
	refund: async (doing) => {
		const paid = all(doing.sim.documents, 'payments').filter(
			({accountId, status, amount, amountRefunded}) =>
				accountId === doing.business.id && status === 'succeeded' && amountRefunded < amount,
		);
		const payment = one(doing, [...paid].sort((a, b) => (a.id < b.id ? -1 : 1)));
		if (!payment) return;
		const {sim, name} = doing;
		const amount = sim.draw.pick([undefined, Math.ceil((payment.amount - payment.amountRefunded) / 4) * 10], 'back', name);
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
		const invoice = one(doing, invoicesOf(doing).filter(({status}) => status === 'open'));
		if (invoice) await post(doing, `/invoices/${invoice.id}/write-off`, {reason: 'lost'});
	},
	charge: async (doing) => {
		const invoice = one(doing, invoicesOf(doing).filter(({status}) => status === 'open'));
		if (invoice) await post(doing, `/invoices/${invoice.id}/charge`);
	},
	finalize: async (doing) => {
		const invoice = one(doing, invoicesOf(doing).filter(({status}) => status === 'draft'));
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
	noCard: async (doing) => void (await post(doing, `/customers/${customer(doing)}/card`, undefined, 'DELETE')),
	archive: async (doing) => {
		const id = customer(doing);
		await post(doing, `/customers/${id}`, undefined, 'DELETE');
		const {sim, name} = doing;
		if (sim.draw.chance('restored', name) < 0.5)
			sim.loop.after(sim.draw.between(60_000, 10 * day, 'restores', name), () => {
				void post({...doing, name: `${name} restore`}, `/customers/${id}/restore`);
			});
	},
};
