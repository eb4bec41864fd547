/** What a due template gives: the decision that everything about recurring billing hangs on. Pure: no clock, no keys, no reads. */
import type {Instant, PlainDate} from '../../../schemas/basics.ts';
import type {ParkFigures} from '../../../schemas/run.ts';
import type {TemplateDocument} from '../../../schemas/template.ts';
import type {Refusal} from '../../kernel/result.ts';
import {type PricedPeriod, pricedPeriod, type WhyParked} from './period.ts';
import {
	afterBilling,
	afterSkipping,
	nextOccurrence,
	type Standing,
	standingOf,
	unskipped,
	withNextDue,
} from './progress.ts';
import type {Occurrence} from './schedule.ts';
import {type Memory, remembering} from './usual.ts';

/** More periods of one template continue in the next run (rule 27). */
export const periodsPerRun = 3;

export type Park = {
	readonly k: number;
	readonly date: PlainDate;
	readonly reason: WhyParked;
	readonly detail: string | null;
	/** What a cap compared; null where none held it back. */
	readonly figures: ParkFigures | null;
};
/** A cap that holds back the period after so many billed ones (core/caps.ts). */
export type Stop = {
	readonly after: number;
	readonly reason: WhyParked;
	readonly detail: string;
	readonly figures: ParkFigures | null;
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
 * the day of issue: every period that fell due is billed once, with its own dates. `now` only stamps the template. A
 * `stop` parks it before the period that it names.
 */
export const bill = (
	template: TemplateDocument,
	{asOf, now, stop}: {readonly asOf: Instant; readonly now: Instant; readonly stop?: Stop},
): Billing => {
	const periods: PricedPeriod[] = [];
	let state = standingOf(template);
	let park: Park | null = null;
	while (periods.length < periodsPerRun && park === null) {
		state = withoutSkipped(state);
		const due = nextOccurrence(state);
		if (due === undefined || due.dueAt > asOf) break;
		const priced = pricedPeriod(template, due);
		if (!priced.ok) park = {...placeOf(due), ...unpriced(priced.refusal)};
		else if (stop?.after === periods.length) park = {...placeOf(due), ...stoppedBy(stop)};
		else {
			periods.push(priced.value);
			state = afterBilling(state, due);
		}
	}
	const settled = withoutSkipped(state);
	const skipped = settled.periodsSkipped - template.periodsSkipped;
	const moved = park ? parked(settled) : withNextDue(settled);
	const next = {...template, ...remembered(template, periods), ...moved, version: template.version + 1, updatedAt: now};
	return {periods, skipped, park, next};
};

const remembered = ({lastTotals, lastDue}: Memory, periods: readonly PricedPeriod[]): Memory =>
	periods.reduce<Memory>(remembering, {lastTotals, lastDue});

const placeOf = ({k, date}: Occurrence): Pick<Park, 'k' | 'date'> => ({k, date});

const unpriced = ({code, detail}: Refusal<WhyParked>): Omit<Park, 'k' | 'date'> => ({
	reason: code,
	detail: detail ?? null,
	figures: null,
});
const stoppedBy = ({reason, detail, figures}: Stop): Omit<Park, 'k' | 'date'> => ({reason, detail, figures});

const withoutSkipped = (template: Standing): Standing => afterSkipping(template, unskipped(template, template.k));

const parked = <T extends Standing>(template: T): T => ({...template, status: 'parked', dueAt: null});
