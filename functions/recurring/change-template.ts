/** What people do to a template once it is there: each reads it, asks the core, and commits with the version it read. */
import type {z} from 'zod';
import type {Past} from '../../schemas/schedule.ts';
import {type TemplateDocument, TemplateInput} from '../../schemas/template.ts';
import {findSeries} from '../accounts/index.ts';
import {rateUseWrites} from '../catalog/index.ts';
import {transact} from '../commit.ts';
import {heldCustomerWrite, readCustomer} from '../customers/index.ts';
import {patched, patchOf} from '../developers/index.ts';
import {ok, type Result, refuse} from '../kernel/result.ts';
import {publishNext} from '../publish.ts';
import {matches} from '../route.ts';
import type {Write} from '../world.ts';
import {type Command, type RememberTemplate, type TemplateAnswer, templateDeed} from './command.ts';
import {composeTemplate, copiesOf, inputOf, ratesUsed} from './core/compose.ts';
import {type EditRefusal, editTemplate} from './core/edit.ts';
import {paused, settlePast, withoutNext} from './core/past.ts';
import {told, touched, withNextDue} from './core/progress.ts';
import {settleParked} from './settle-parked.ts';
import {startDuePage} from './start-billing-run.ts';
import {readTemplate, templatePath, updateTemplateWrite} from './store.ts';
import {type FactsRefusal, readTemplateFacts} from './template-facts.ts';

export const TemplatePatch = patchOf(TemplateInput);
export type TemplatePatch = z.infer<typeof TemplatePatch>;

export type ChangeRefusal =
	| FactsRefusal
	| EditRefusal
	| 'not_found'
	| 'version_mismatch'
	| 'template_not_active'
	| 'template_not_draft'
	| 'template_not_paused'
	| 'template_ended'
	| 'not_parked';
type Changed = {readonly template: TemplateDocument; readonly willBill?: TemplateAnswer['willBill']};
type Change = (template: TemplateDocument) => Promise<Result<Changed, ChangeRefusal>>;
type Changing = {readonly id: string; readonly action: string; readonly changes?: readonly string[]};

/** Edits a draft as a whole; afterwards only what has not begun yet (rule 28). An ended template stays as it is. */
export const patchTemplate = (command: Command, id: string, patch: TemplatePatch, remember: RememberTemplate) =>
	changing(command, {id, action: 'template.updated', changes: Object.keys(patch)}, remember, async (template) => {
		if (template.status === 'ended') return refuse('template_ended');
		const input = patched(TemplateInput, inputOf(template, command.now), patch);
		if (!input.ok) return input;
		const facts = await readTemplateFacts(command, input.value);
		if (!facts.ok) return facts;
		if (template.status !== 'draft') return asChanged(editTemplate(template, input.value, facts.value));
		const composed = composeTemplate(id, input.value, facts.value);
		return composed.ok
			? ok({template: {...composed.value, version: template.version, createdAt: template.createdAt}})
			: composed;
	});

/** Starts a draft; `past` says what becomes of periods that are already due (rule 27). The account's zone stays with it. */
export const activateTemplate = (command: Command, id: string, past: Past, remember: RememberTemplate) =>
	changing(command, {id, action: 'template.activated'}, remember, async (template) => {
		if (template.status !== 'draft') return refuse('template_not_draft');
		const input = inputOf(template, command.now);
		const facts = await readTemplateFacts(command, input);
		if (!facts.ok) return facts;
		const current = {...template, ...copiesOf(facts.value), taxPlan: ratesUsed(input, facts.value.rates)};
		return ok(settlePast(current, past, command.now));
	});

/** Stops it without losing what is due by now: that is billed after it is resumed, whatever `past` says then. */
export const pauseTemplate = (command: Command, id: string, remember: RememberTemplate) =>
	changing(command, {id, action: 'template.paused'}, remember, async (template) =>
		template.status === 'active' ? ok({template: paused(template, command.now)}) : refuse('template_not_active'),
	);

/** Goes on; `past` says what becomes of the periods that fell due in the pause (rule 27). */
export const resumeTemplate = (command: Command, id: string, past: Past, remember: RememberTemplate) =>
	changing(command, {id, action: 'template.resumed'}, remember, async (template) =>
		template.status === 'paused' ? ok(settlePast(template, past, command.now)) : refuse('template_not_paused'),
	);

/**
 * Puts a parked template back to work: what it missed was late because of us and is billed. `approved`: the period that
 * a person has seen and lets past the caps, this once (core/caps.ts).
 */
export const unparkTemplate = (
	command: Command,
	{id, approved}: {readonly id: string; readonly approved: TemplateDocument['approved']},
	remember: RememberTemplate,
) =>
	changing(command, {id, action: 'template.unparked'}, remember, async (template) =>
		template.status === 'parked'
			? ok({template: withNextDue({...template, status: 'active', approved: approved ?? null})})
			: refuse('not_parked'),
	);

/** For good; nothing more is billed. */
export const endTemplate = (command: Command, id: string, remember: RememberTemplate) =>
	changing(command, {id, action: 'template.ended'}, remember, async (template) => {
		if (template.status === 'ended') return refuse('template_ended');
		if (template.status === 'draft') return refuse('template_not_active');
		return ok({template: {...template, status: 'ended', dueAt: null}});
	});

/** Skips the next period that is not due yet; the one after it is next. */
export const skipNext = (command: Command, id: string, remember: RememberTemplate) =>
	changing(command, {id, action: 'template.skipped'}, remember, async (template) => {
		if (template.status !== 'active') return refuse('template_not_active');
		const next = withoutNext(template, command.now);
		return next ? ok({template: next}) : refuse('template_ended', 'There is no next period to skip.');
	});

const asChanged = <Code extends ChangeRefusal>(result: Result<TemplateDocument, Code>): Result<Changed, Code> =>
	result.ok ? ok({template: result.value}) : result;

const changing = async (
	command: Command,
	{id, action, changes}: Changing,
	remember: RememberTemplate,
	change: Change,
) => {
	const {world, account, now, request} = command;
	const done = await transact<TemplateAnswer, ChangeRefusal>(world, async () => {
		const read = await readTemplate(world.db, account.id, id);
		if (read === undefined) return refuse('not_found');
		if (!matches(request.ifMatch, read.document.version)) return refuse('version_mismatch');
		const changed = await change(read.document);
		if (!changed.ok) return changed;
		const billable = await billableWrites(command, read.document, changed.value.template);
		if (!billable.ok) return billable;
		const notify = (await findSeries(world.db, account.id, changed.value.template.seriesId))?.document.notify ?? false;
		const template = told(read.document, touched(changed.value.template, now), {notify, at: now});
		const {willBill} = changed.value;
		const answer = willBill ? {template, willBill} : {template};
		return ok({
			writes: [
				updateTemplateWrite(read.stored, template),
				...(await rateUseWrites(
					world.db,
					account.id,
					template.taxPlan.map((rate) => rate.id),
				)),
				templateDeed(command, action, template, changes),
				...(await settleParked(world.db, read.document, template, now)),
				...billable.value,
				...(await remember(answer)),
			],
			answer,
		});
	});
	if (done.ok) await setOff(command, done.value.template);
	return done;
};

/**
 * A template that is put (back) to work needs a customer to bill: archiving it at the same moment conflicts (invariant 27).
 */
const billableWrites = async (
	{world, account}: Command,
	before: TemplateDocument,
	after: TemplateDocument,
): Promise<Result<readonly Write[], 'customer_archived'>> => {
	if (before.status === 'active' || after.status !== 'active') return ok([]);
	const customer = await readCustomer(world.db, account.id, after.customerId);
	if (customer === undefined || customer.document.archivedAt !== null) return refuse('customer_archived');
	return ok([heldCustomerWrite(customer)]);
};

/** What is due already need not wait for the next tick. */
const setOff = async ({world, now}: Command, template: TemplateDocument): Promise<void> => {
	const path = templatePath(template.accountId, template.id);
	await publishNext(world.bus, [{path, pending: template.pending}], now);
	if (template.dueAt !== null && template.dueAt <= now) await startDuePage(world, template.dueShard, now);
};
