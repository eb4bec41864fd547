/** What a due template gives: the decision that everything about recurring billing hangs on. Pure: no clock, no keys, no reads. */
import type {Instant, PlainDate} from '../../../schemas/basics.ts';
import type {TemplateDocument} from '../../../schemas/template.ts';
import {type PricedPeriod, pricedPeriod, type WhyParked} from './period.ts';
import {
	afterBilling,
	afterSkipping,
	nextOccurrence,
	type Standing,
	standingOf,
	touched,
	withNextDue,
} from './progress.ts';

/** More periods of one template continue in the next run (rule 27). */
export const periodsPerRun = 3;

export type Park = {
	readonly k: number;
	readonly date: PlainDate;
	readonly reason: WhyParked;
	readonly detail: string | null;
};
export type Billing = {
	/** Oldest first. A negative total becomes a credit note (rule 10). */
	readonly periods: readonly PricedPeriod[];
	readonly skipped: number;
	/** Why it stopped at a period that cannot be billed; what came before it is billed all the same. */
	readonly park: Park | null;
	/** The template to be stored in the same commit. */
	readonly next: TemplateDocument;
};

/**
 * Bills what is due of an active template at `asOf`, oldest first, at most three periods. Being late changes nothing but
 * the day of issue: every period that fell due is billed once, with its own dates. `now` only stamps the template.
 */
export const bill = (
	template: TemplateDocument,
	{asOf, now}: {readonly asOf: Instant; readonly now: Instant},
): Billing => {
	const periods: PricedPeriod[] = [];
	let state = standingOf(template);
	let park: Park | null = null;
	while (periods.length < periodsPerRun && park === null) {
		state = withoutSkipped(state);
		const due = nextOccurrence(state);
		if (due === undefined || due.dueAt > asOf) break;
		const priced = pricedPeriod(template, due);
		if (priced.ok) {
			periods.push(priced.value);
			state = afterBilling(state, due);
		} else park = {k: due.k, date: due.date, reason: priced.refusal.code, detail: priced.refusal.detail ?? null};
	}
	const settled = withoutSkipped(state);
	const skipped = settled.periodsSkipped - template.periodsSkipped;
	const moved = park ? parked(settled) : withNextDue(settled);
	return {periods, skipped, park, next: {...template, ...moved, version: template.version + 1, updatedAt: now}};
};

/** What became of a due template that cannot be billed at all: for bugs and for content the database refuses. */
export const parkedAtOnce = (
	template: TemplateDocument,
	reason: WhyParked,
	detail: string | null,
	now: Instant,
): Billing => {
	const date = nextOccurrence(template)?.date ?? template.schedule.anchorDate;
	return {
		periods: [],
		skipped: 0,
		park: {k: template.k, date, reason, detail},
		next: touched(parked(template), now),
	};
};

const withoutSkipped = (template: Standing): Standing =>
	template.skipFrom <= template.k && template.k < template.skipBefore
		? afterSkipping(template, template.skipBefore)
		: template;

const parked = <T extends Standing>(template: T): T => ({...template, status: 'parked', dueAt: null});
