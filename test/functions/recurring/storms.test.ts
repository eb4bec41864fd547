/** Runs, switches, copies and lost answers in any order, over recurring/bill-page.ts: whatever comes, nothing is billed twice, and nothing is lost. */
import test from 'ava';
import fc from 'fast-check';
import {pausePlatform} from '../../../functions/operations/index.ts';
import type {Committed} from '../../../functions/world.ts';
import {standardBilling} from '../../../schemas/account.ts';
import {account, activated, type Billing, furnish, openBilling, type Ports} from './billing-world.ts';

const start = Date.parse('2026-01-30T09:00:00.000Z');
const days = 86_400_000;

const events = fc.array(
	fc.oneof(
		{weight: 6, arbitrary: fc.record({what: fc.constant('run'), days: fc.integer({min: 0, max: 20})})},
		{weight: 2, arbitrary: fc.record({what: fc.constant('twice'), days: fc.integer({min: 0, max: 9})})},
		{weight: 1, arbitrary: fc.constant({what: 'pause the account', days: 0})},
		{weight: 2, arbitrary: fc.constant({what: 'let the account go on', days: 0})},
		{weight: 1, arbitrary: fc.constant({what: 'pause the platform', days: 0})},
		{weight: 2, arbitrary: fc.constant({what: 'let the platform go on', days: 0})},
		{weight: 2, arbitrary: fc.constant({what: 'lose an answer', days: 0})},
	),
	{minLength: 4, maxLength: 10},
);

/** The next commit lands, and nobody is told. */
const forgetful = () => {
	let isNext = false;
	const wrap = ({db, publish}: Ports): Ports => ({
		publish,
		db: {
			...db,
			commit: async (writes): Promise<Committed> => {
				const answer = await db.commit(writes);
				if (!isNext || !writes.some(({path}) => path.includes('/runs/'))) return answer;
				isNext = false;
				return {outcome: 'unknown'};
			},
		},
	});
	return {
		wrap,
		next: () => {
			isNext = true;
		},
	};
};

const pauseAccount = async ({db}: Billing, paused: boolean): Promise<void> => {
	const stored = await db.get(`accounts/${account}/series/ser_0001`);
	if (!stored) throw new Error('no series');
	const {path, version, fields} = stored;
	const billing = {...standardBilling, ...limits, paused};
	await db.commit([{op: 'update', path, version, fields: {...fields, billing}}]);
};
const limits = {runAmountCaps: [{currency: 'EUR', amount: 9000}]};

const daily = {frequency: 'day', interval: 9, anchorDate: '2026-02-01', hour: 6} as const;
const templates = [
	...Array.from({length: 6}, (_, index) => activated({id: `tpl_${1000 + index}`}, '2026-01-30T09:00:00.000Z')),
	activated({id: 'tpl_2001', schedule: daily, lastTotals: [10, 10, 10]}, '2026-01-30T09:00:00.000Z'),
	activated({id: 'tpl_2002', schedule: daily}, '2026-01-30T09:00:00.000Z'),
	activated({id: 'tpl_2003', schedule: daily, taxPlan: []}, '2026-01-30T09:00:00.000Z'),
];

test('invariants 1, 2, 3, 5, 20, 22, 28, 33 and 36: any storm of runs, switches, copies and lost answers', async (t) => {
	await fc.assert(
		fc.asyncProperty(events, async (story) => {
			const forgets = forgetful();
			const billing = openBilling(forgets.wrap);
			await furnish(billing.db, templates, {billing: {...standardBilling, ...limits}});
			let now = start;
			const at = (): string => new Date(now).toISOString();
			for (const {what, days: more} of story) {
				now += more * days + 60_000;
				billing.setNow(at());
				if (what === 'run') await billing.run(at());
				if (what === 'twice') {
					await Promise.all([billing.tick(), billing.tick()]);
					const pages = billing.queue.splice(0);
					await Promise.all([...pages, ...pages.slice(0, 40)].map(({message}) => billing.page(message)));
				}
				if (what.includes('the account')) await pauseAccount(billing, what.startsWith('pause'));
				if (what.includes('the platform'))
					await pausePlatform(billing.world, {paused: what.startsWith('pause'), reason: null, now: at()});
				if (what === 'lose an answer') forgets.next();
			}
			await pauseAccount(billing, false);
			await pausePlatform(billing.world, {paused: false, reason: null, now: at()});
			for (let round = 0; round < 12; round++) {
				now += 900_000;
				await billing.run(at());
			}
			return holds(billing, at());
		}),
		{numRuns: 12},
	);
	t.pass();
});

const holds = async (billing: Billing, now: string): Promise<boolean> => {
	const [invoices, runs, parked, all] = await Promise.all([
		billing.invoices(),
		billing.runs(),
		billing.parked(),
		billing.templates(),
	]);
	const sum = (of: (run: (typeof runs)[number]) => number) => runs.reduce((total, run) => total + of(run), 0);
	const claims: readonly (readonly [string, boolean])[] = [
		['36: issued', sum(({issued}) => issued) === invoices.length],
		['36: parked', sum((run) => run.parked) === parked.length],
		['36: due', runs.every(({due, issued, skipped, parked: held}) => due === issued + skipped + held)],
		['36: ended', runs.every(({state}) => state === 'finished')],
		[
			'33: the run’s cap',
			runs.every(({amounts}) => amounts.every(({currency, total}) => currency !== 'EUR' || total <= 9000)),
		],
		['33: the jump', parked.filter(({templateId}) => templateId === 'tpl_2001').length <= 1],
		['33: nothing of it', !invoices.some(({template}) => template?.id === 'tpl_2001')],
		['5', invoices.every(({number}, index) => Number(number?.slice(-4)) === index + 1)],
		[
			'6',
			invoices.every(
				({issueDate}, index) => index === 0 || (invoices[index - 1]?.issueDate ?? '') <= (issueDate ?? ''),
			),
		],
		['1', new Set(invoices.map(({template}) => `${template?.id} ${template?.k}`)).size === invoices.length],
		['4', all.every(({status, dueAt}) => status === 'parked' || (dueAt !== null && dueAt > now))],
		['3', all.every(({id, k}) => invoices.filter(({template}) => template?.id === id).length === k)],
	];
	const broken = claims.filter(([, isTrue]) => !isTrue).map(([name]) => name);
	if (broken.length > 0) throw new Error(`broken: ${broken.join(', ')}`);
	return true;
};
