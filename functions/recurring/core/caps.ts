/**
 * The last look before a period is billed: what looks like a fault of ours, or of a keyboard, is parked for a person to
 * see (docs/operations.md). Everything it asks for is read anyway: template, series and the run's share.
 */
import {type BillingSettings, standardBilling} from '../../../schemas/account.ts';
import type {Instant, PlainDate} from '../../../schemas/basics.ts';
import type {ParkFigures, RunDocument} from '../../../schemas/run.ts';
import type {Schedule} from '../../../schemas/schedule.ts';
import type {TemplateDocument} from '../../../schemas/template.ts';
import {addDays, addMonths, today} from '../../kernel/calendar.ts';
import {majorUnits} from '../../kernel/money.ts';
import {type Billing, bill, type Stop} from './bill.ts';
import type {PricedPeriod} from './period.ts';
import {type Memory, remembering} from './usual.ts';

export type CapFacts = {
	readonly asOf: Instant;
	readonly now: Instant;
	/** Of the account, as its series repeat them; undefined: the defaults. */
	readonly limits: BillingSettings | undefined;
	readonly share: Pick<RunDocument, 'amounts' | 'uncapped'> | undefined;
};
type Decision = {readonly template: TemplateDocument; readonly billing: Billing};
type Amounts = RunDocument['amounts'];

/**
 * The decisions, each stopped before the first period that a cap holds back; its neighbours go on, those of the same
 * template that came before it too. What a person let past (`approved`) is asked for its horizon only, and counts against
 * no cap of the run; neither do drafts, which a person looks at anyway.
 */
export const withinCaps = <Entry extends Decision>(entries: readonly Entry[], facts: CapFacts): readonly Entry[] => {
	const spent = new Map(capped(facts.share).map(({currency, total}) => [currency, total]));
	return entries.map((entry) => {
		const stop = firstStop(entry, facts, spent);
		return stop ? {...entry, billing: bill(entry.template, {...facts, stop})} : entry;
	});
};

/** What of a share counts against the caps of its run. */
const capped = (share: CapFacts['share']): Amounts =>
	(share?.amounts ?? []).map(({currency, total}) => ({
		currency,
		total: total - (share?.uncapped?.find((one) => one.currency === currency)?.total ?? 0),
	}));

/** Whether caps on amounts and counts pass this period by. */
export const isUncapped = ({template}: Pick<Decision, 'template'>, {k}: Pick<PricedPeriod, 'k'>): boolean =>
	template.billing === 'draft' || (template.approved?.epoch === template.epoch && template.approved.k === k);

/** Adds to `spent` what goes out before the stop. */
const firstStop = ({template, billing}: Decision, facts: CapFacts, spent: Map<string, number>): Stop | undefined => {
	const {currency} = template;
	let memory: Memory = template;
	for (const [after, period] of billing.periods.entries()) {
		const sum = (spent.get(currency) ?? 0) + period.totals.total;
		const isExempt = isUncapped({template}, period);
		const why =
			beyondHorizon(template, period, facts) ??
			(isExempt ? undefined : beyondLimits({currency, memory, period, sum}, facts.limits));
		if (why) return {after, ...why};
		if (!isExempt) spent.set(currency, sum);
		memory = remembering(memory, period);
	}
	return undefined;
};

type Why = Omit<Stop, 'after'>;

/** A period about to be billed. `sum`: what the run comes to with it, in its currency. */
type Candidate = {
	readonly currency: string;
	readonly memory: Memory;
	readonly period: PricedPeriod;
	readonly sum: number;
};

const beyondLimits = (candidate: Candidate, limits = standardBilling): Why | undefined =>
	beyondDay(candidate, limits) ?? beyondUsual(candidate, limits) ?? beyondRun(candidate, limits);

/** Nothing before its instant, and nothing for times further off than the period that may be billed in advance. */
const beyondHorizon = (
	{schedule, zone}: TemplateDocument,
	{dueAt, period}: PricedPeriod,
	{asOf, now}: CapFacts,
): Why | undefined => {
	const beyond = (detail: string): Why => ({reason: 'beyond_horizon', detail, figures: null});
	if (dueAt > asOf) return beyond(`The period from ${period.start} is not due before ${dueAt}.`);
	const day = today(now, zone);
	return period.start <= day || period.start <= intervalAfter(day, schedule)
		? undefined
		: beyond(`The period from ${period.start} starts more than one interval after ${day}.`);
};

const intervalAfter = (date: PlainDate, {frequency, interval}: Schedule): PlainDate => {
	if (frequency === 'day') return addDays(date, interval);
	if (frequency === 'week') return addDays(date, interval * 7);
	return addMonths(date, frequency === 'month' ? interval : interval * 12);
};

/** Counted by the day on which a period fell due, so that catching up after an outage trips nothing. */
const beyondDay = (
	{memory: {lastDue}, period: {date}}: Candidate,
	{invoicesPerTemplateAndDay}: BillingSettings,
): Why | undefined =>
	lastDue?.date === date && lastDue.count >= invoicesPerTemplateAndDay
		? overCap({type: 'template_day_cap', date, count: lastDue.count})
		: undefined;

/** Fewer than so many totals are no habit. */
const fewestTotals = 3;

const beyondUsual = ({memory, period, currency}: Candidate, {jumpFactor}: BillingSettings): Why | undefined => {
	const {lastTotals = []} = memory;
	const {total} = period.totals;
	if (lastTotals.length < fewestTotals) return undefined;
	const twice = twiceMedian(lastTotals);
	if (2 * total <= jumpFactor * twice) return undefined;
	const usual = Math.floor(twice / 2);
	return overCap({type: 'amount_jump', currency, amount: total, usual, factor: jumpFactor});
};

/** Twice, because the median of an even count lies between two integers. */
const twiceMedian = (totals: readonly number[]): number => {
	const sorted = [...totals].sort((a, b) => a - b);
	const low = sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
	const high = sorted[Math.floor(sorted.length / 2)] ?? 0;
	return low + high;
};

/** What is credited never trips it, but makes room: the cap bounds what the run comes to. */
const beyondRun = ({currency, period, sum}: Candidate, {runAmountCaps}: BillingSettings): Why | undefined => {
	const {total} = period.totals;
	const cap = runAmountCaps.find((one) => one.currency === currency)?.amount;
	if (cap === undefined || total <= 0 || sum <= cap) return undefined;
	return overCap({type: 'run_amount_cap', currency, amount: total, sum, cap});
};

const overCap = (figures: ParkFigures): Why => ({reason: figures.type, detail: sentenceOf(figures), figures});

/** For people and logs, in English; the client says it in its reader's language, from the figures. */
const sentenceOf = (figures: ParkFigures): string => {
	if (figures.type === 'template_day_cap') return `${figures.count} invoices for ${figures.date} were billed before.`;
	const {currency} = figures;
	const money = (amount: number): string => `${majorUnits(amount, currency)} ${currency}`;
	return figures.type === 'amount_jump'
		? `${money(figures.amount)} is more than ${figures.factor} times the usual ${money(figures.usual)}.`
		: `With ${money(figures.amount)} the run would come to ${money(figures.sum)}, above its cap of ${money(figures.cap)}.`;
};
