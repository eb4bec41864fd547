/** Invariants 1, 2, 3, 4 and 29: what became of the periods of every template. */
import {addDays} from '../../functions/kernel/calendar.ts';
import {periodInvoiceId} from '../../functions/kernel/ids.ts';
import {nextOccurrence} from '../../functions/recurring/core/progress.ts';
import type {Books, Entry} from './books.ts';
import type {Quiet} from './quiet.ts';
import {unless, type Violation} from './violation.ts';

type Decided = {
	readonly path: string;
	readonly epoch: number;
	readonly k: number;
	readonly start: string;
	readonly end: string;
	readonly kind: 'billed' | 'skipped';
};
/** Skips kept one by one; older ones are only counted. */
const skipsKept = 400;

/** Every period once, none forgotten (1–4), and what is set aside says why (29). */
export const periodViolations = (books: Books, quiet: Quiet): readonly Violation[] => {
	const billed = Map.groupBy(billedPeriods(books), ({templateId}) => templateId);
	const stopped = books.series.filter((series) => series.suspended || series.billing?.paused);
	const suspended = new Set(stopped.map(({accountId}) => accountId));
	return books.templates.flatMap((template) => [
		...decidedViolations(template, billed.get(template.id) ?? []),
		...(suspended.has(template.accountId) ? [] : dueViolations(template, quiet)),
		...parkedViolations(template, books),
	]);
};

type Billed = Decided & {readonly templateId: string};

/** A credit note says of its period only which one it is. */
const billedPeriods = ({invoices, creditNotes}: Books): readonly Billed[] =>
	[...invoices, ...creditNotes.map((note) => ({...note, period: null}))].flatMap(({path, template, period}) => {
		if (template === null) return [];
		const {id: templateId, epoch, k} = template;
		return [{path, templateId, epoch, k, ...(period ?? {start: '', end: ''}), kind: 'billed' as const}];
	});

const decidedViolations = (template: Entry<'templates'>, billed: readonly Decided[]): readonly Violation[] => {
	const {path, epoch, k, skips, billedThrough, periodsBilled} = template;
	const skipped = skips.map((skip): Decided => ({path, ...skip, ...skip.period, kind: 'skipped'}));
	const all = [...billed, ...skipped].sort((a, b) => a.epoch - b.epoch || a.k - b.k);
	const ids = billed.filter((one) => one.path.includes('/invoices/'));
	const misnamed = ids.filter((one) => !one.path.endsWith(`/${periodInvoiceId(template.id, one.epoch, one.k)}`));
	const names = all.map((one) => `${one.epoch}.${one.k}`);
	const here = all.filter((one) => one.epoch === epoch);
	const ends = all.map(({end}) => end).filter((end) => end !== '');
	// A draft that a person deleted leaves a hole on purpose; old skips are no longer kept one by one.
	const isWhole = template.billing !== 'draft' && skips.length < skipsKept;
	return [
		...unless(new Set(names).size === names.length, '1', path, `a period twice among ${names.join(' ')}`),
		...unless(misnamed.length === 0, '1', path, `${misnamed[0]?.path} is not named by its period`),
		...(isWhole ? holeViolations(path, all) : []),
		...unless(!isWhole || here.length === k, '3', path, `k is ${k}, ${here.length} decided in epoch ${epoch}`),
		...unless(
			!isWhole || periodsBilled === billed.length,
			'3',
			path,
			`${periodsBilled} billed, ${billed.length} are there`,
		),
		...unless(
			here.every((one) => one.k < k),
			'3',
			path,
			`a period beyond k ${k} is decided: ${names.join(' ')}`,
		),
		...unless(
			billedThrough === null ? all.length === 0 : creditedLast(all) || ends.toSorted().at(-1) === billedThrough,
			'3',
			path,
			`billed through ${billedThrough}, periods end ${ends.toSorted().at(-1)}`,
		),
	];
};

const creditedLast = (all: readonly Decided[]): boolean => all.some(({end}) => end === '');

/** Within an epoch k counts from 0; each period starts on the day after the one before. */
const holeViolations = (path: string, all: readonly Decided[]): readonly Violation[] =>
	all.flatMap((one, index) => {
		const before = all[index - 1];
		const follows = before?.epoch === one.epoch ? one.k === before.k + 1 : one.k === 0;
		const joins = before === undefined || before.end === '' || one.start === '' || addDays(before.end, 1) === one.start;
		return [
			...unless(follows, '2', path, `${one.epoch}.${one.k} follows ${before?.epoch}.${before?.k}`),
			...unless(joins, '2', path, `${one.kind} from ${one.start} after ${before?.end}`),
		];
	});

const dueViolations = (template: Entry<'templates'>, {now}: Quiet): readonly Violation[] => {
	const {path, status, dueAt, accountId} = template;
	if (status !== 'active') return unless(dueAt === null, '4', path, `${status}, yet due at ${dueAt}`);
	const next = nextOccurrence(template)?.dueAt;
	return [
		...unless(dueAt !== null && dueAt > now(accountId), '4', path, `due since ${dueAt} at ${now(accountId)}`),
		...unless(dueAt === (next ?? null), '4', path, `waits for ${dueAt}, its next period is due at ${next}`),
	];
};

const parkedViolations = ({path, id, status}: Entry<'templates'>, {parked}: Books): readonly Violation[] => {
	const open = parked.filter(({templateId, settledAt}) => templateId === id && settledAt === null);
	return [
		...unless(status !== 'parked' || open.length === 1, '29', path, `parked with ${open.length} reasons`),
		...unless(status === 'parked' || open.length === 0, '29', path, `${status}, yet ${open[0]?.reason} is open`),
	];
};
