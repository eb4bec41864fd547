import {type CustomerDocument, CustomerInput, type CustomerPersonal} from '../../schemas/customer.ts';
import {deed} from '../activity.ts';
import {transact} from '../commit.ts';
import {patched} from '../developers/index.ts';
import {withSteps} from '../kernel/outbox.ts';
import {ok, type Result, refuse} from '../kernel/result.ts';
import {paused} from '../recurring/core/past.ts';
import {type Command, matches, type Remember} from '../route.ts';
import {maxTemplatesPerCustomer, reachWrites, templatesOfCustomer} from '../template-copies.ts';
import type {Write} from '../world.ts';
import {withCustomer} from './core/copies.ts';
import {personalOf, plainOf} from './core/present.ts';
import {type CustomerChanged, newsOf, tellNews, unknownSeries} from './create-customer.ts';
import {openPersonal, type ReadCustomer, readCustomer, sealCustomer, updateCustomerWrite} from './store.ts';

type Refusal = 'not_found' | 'version_mismatch' | 'invalid_request' | 'customer_archived' | 'too_many_templates';

/** An edit reaches the customer's templates in the same commit (rule 28); issued documents keep what they say. */
export const updateCustomer = async (
	command: Command,
	customerId: string,
	patch: unknown,
): Promise<Result<CustomerChanged, Refusal>> => {
	const {world, account} = command;
	const news = await newsOf(command, 'customer.updated');
	const done = await transact(world, async () => {
		const read = await readCustomer(world.db, account.id, customerId);
		if (read === undefined) return refuse('not_found');
		if (!matches(command.request.ifMatch, read.document.version)) return refuse('version_mismatch');
		const personal = await openPersonal(world, read.document);
		if (personal === null) return refuse('customer_archived', 'This customer was erased.');
		const input = patched(CustomerInput, {...read.document, ...personal}, patch);
		if (!input.ok) return input;
		const unknown = await unknownSeries(world.db, account.id, input.value.seriesId);
		if (unknown) return unknown;
		const customer = withSteps(await edited(command, read, personal, input.value), ...news);
		const templates = await templateWrites(command, read, customer, input.value, personal);
		if (templates === undefined) return refuse('too_many_templates', `More than ${maxTemplatesPerCustomer} templates.`);
		const changes = typeof patch === 'object' && patch !== null ? Object.keys(patch) : [];
		const writes = [
			updateCustomerWrite(read, customer),
			...templates,
			deed(command, {action: 'customer.updated', objects: [{type: 'customer', id: customerId}], changes}),
		];
		return ok({writes, answer: {customer, personal: personalOf(input.value)}});
	});
	if (done.ok) await tellNews(command, done.value.customer);
	return done;
};

/** Sealed anew only when something sealed changed: otherwise copies of the ciphertext stay the same. */
const edited = async (
	{world, account, now}: Command,
	{document}: ReadCustomer,
	personal: CustomerPersonal,
	input: CustomerInput,
): Promise<CustomerDocument> => {
	const isSame =
		JSON.stringify(personalOf(input)) === JSON.stringify(personalOf({...input, ...personal})) &&
		input.isBusiness === document.isBusiness;
	const sealed = isSame ? {} : await sealCustomer(world, account.id, document.id, input);
	return {...document, ...plainOf(input), ...sealed, version: document.version + 1, updatedAt: now};
};

/** Undefined when there are more than one commit takes. */
const templateWrites = async (
	{world, account}: Command,
	{document: before}: ReadCustomer,
	after: CustomerDocument,
	input: CustomerInput,
	personal: CustomerPersonal,
): Promise<readonly Write[] | undefined> => {
	const stored = await templatesOfCustomer(world.db, account.id, before.id);
	if (stored.length > maxTemplatesPerCustomer) return undefined;
	const now = input.buyerReference ?? null;
	const buyerReference = now === (personal.buyerReference ?? null) ? null : {now};
	return reachWrites(stored, (template) => withCustomer(template, {after, buyerReference}, account.account));
};

/** Archived ones stay readable and are billed no more; doing it again changes nothing. */
export const archiveCustomer = (
	command: Command,
	customerId: string,
): Promise<Result<CustomerChanged, 'not_found' | 'version_mismatch'>> =>
	setArchived(command, customerId, command.now, 'customer.archived', async () => []);

export const restoreCustomer = (
	command: Command,
	customerId: string,
	remember: Remember<CustomerChanged>,
): Promise<Result<CustomerChanged, 'not_found' | 'version_mismatch'>> =>
	setArchived(command, customerId, null, 'customer.restored', remember);

const setArchived = async (
	command: Command,
	customerId: string,
	archivedAt: string | null,
	action: string,
	remember: Remember<CustomerChanged>,
): Promise<Result<CustomerChanged, 'not_found' | 'version_mismatch'>> => {
	const {world, account, request, now} = command;
	const news = await newsOf(command, 'customer.updated');
	const done = await transact(world, async () => {
		const read = await readCustomer(world.db, account.id, customerId);
		if (read === undefined) return refuse('not_found');
		if (!matches(request.ifMatch, read.document.version)) return refuse('version_mismatch');
		const personal = await openPersonal(world, read.document);
		const isDone = (read.document.archivedAt === null) === (archivedAt === null);
		if (isDone)
			return ok({
				writes: await remember({customer: read.document, personal}),
				answer: {customer: read.document, personal},
			});
		const version = read.document.version + 1;
		const moved = {...read.document, archivedAt, archived: archivedAt !== null, version, updatedAt: now};
		const customer = withSteps(moved, ...news);
		const answer = {customer, personal};
		// Nobody is billed once archived: the templates wait, and go on when somebody resumes them.
		const templates = archivedAt === null ? [] : await templatesOfCustomer(world.db, account.id, customerId);
		const writes = [
			updateCustomerWrite(read, customer),
			...(await reachWrites(templates, (template) =>
				template.status === 'active' ? paused(template, now) : template,
			)),
			deed(command, {action, objects: [{type: 'customer', id: customerId}]}),
		];
		return ok({writes: [...writes, ...(await remember(answer))], answer});
	});
	if (done.ok) await tellNews(command, done.value.customer);
	return done;
};
