/** One template in a bulk raise of prices. */
import type {Instant, PlainDate} from '../../../schemas/basics.ts';
import type {TemplateDocument} from '../../../schemas/template.ts';
import type {RaisedTemplate} from '../../../schemas/template-requests.ts';
import {type PricedPeriod, pricedPeriod, rhythmOf} from './period.ts';
import {raisedAt, withRaise} from './plans.ts';
import {nextFrom, touched} from './progress.ts';
import {firstStartingAfter} from './schedule.ts';

/** `id` names the request: a template goes through a raise once, however often it is sent. */
export type Raise = {readonly id: string; readonly percent: string; readonly from: PlainDate};
export type Raised = {
	/** Changed, or the same where it was raised before or cannot be. */
	readonly template: TemplateDocument;
	readonly outcome: RaisedTemplate;
};

const raisesKept = 20;

/** Undefined for drafts, for what has ended, and for a template that ends before a period of the new prices. */
export const raise = (template: TemplateDocument, asked: Raise, now: Instant): Raised | undefined => {
	if (template.status === 'draft' || template.status === 'ended') return undefined;
	const done = template.raises?.find(({id}) => id === asked.id);
	if (done) return {template, outcome: outcomeOf(template, done.date, done)};
	const first = firstStartingAfter(rhythmOf(template), template.k, raisedAt(template, asked.from, now));
	const reached = nextFrom(template, first);
	if (reached === undefined) return undefined;
	const stays = (code: string): Raised => ({template, outcome: outcomeOf(template, reached.date, code)});
	const plans = withRaise(template, asked, now);
	if (!plans.ok) return stays(plans.refusal.code);
	const before = pricedPeriod(template, reached);
	const after = pricedPeriod({...template, plans: plans.value}, reached);
	if (!before.ok) return stays(before.refusal.code);
	if (!after.ok) return stays(after.refusal.code);
	const entry = {id: asked.id, date: reached.date, ...totalsOf(before.value, after.value)};
	const raises = [...(template.raises ?? []), entry].slice(-raisesKept);
	const next = touched({...template, plans: plans.value, raises}, now);
	return {template: next, outcome: outcomeOf(template, reached.date, entry)};
};

type Sums = {readonly oldTotal: number; readonly newTotal: number};

const totalsOf = (before: PricedPeriod, after: PricedPeriod): Sums => ({
	oldTotal: before.totals.total,
	newTotal: after.totals.total,
});

const outcomeOf = (
	{id, name, customerId, currency}: TemplateDocument,
	date: PlainDate,
	what: Sums | string,
): RaisedTemplate => {
	const refused = typeof what === 'string';
	return {
		id,
		ok: !refused,
		code: refused ? what : null,
		name,
		customerId,
		currency,
		date,
		oldTotal: refused ? null : what.oldTotal,
		newTotal: refused ? null : what.newTotal,
	};
};
