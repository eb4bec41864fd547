import type {TemplateDocument} from '../../schemas/template.ts';
import type {RaisedPrices, RaisedTemplate, RaisePricesRequest} from '../../schemas/template-requests.ts';
import {deed} from '../activity.ts';
import {transact} from '../commit.ts';
import {listPage} from '../developers/index.ts';
import {derivedId} from '../kernel/ids.ts';
import {ok, type Result} from '../kernel/result.ts';
import type {Remember, Request} from '../route.ts';
import {inCommits} from '../template-copies.ts';
import type {Stored, Write} from '../world.ts';
import type {Command} from './command.ts';
import {type Raised, raise} from './core/raise.ts';
import {asTemplate, type Read, templatesOf, updateTemplateWrite} from './store.ts';

type Asked = RaisePricesRequest & {readonly cursor: string | undefined};
type Keyed = Command & {readonly request: Pick<Request, 'actor' | 'newId' | 'effectKey'>};
type Page = {
	readonly rows: readonly Stored[];
	readonly nth: number;
	/** Remembers the whole answer in the commit of the last page. */
	readonly remember: Remember<readonly RaisedTemplate[]>;
};
type RaisedRow = Raised & {readonly before: Read<TemplateDocument>};

const templatesPerCommit = 100;
const pagesPerCall = 10;

/**
 * Raises the unit prices of all live templates (active, paused, parked) for periods that start on `from` or later and have
 * not begun. 100 templates a commit, each with the version it was read at; 1,000 a call, the rest from `nextCursor` on.
 * Sent again with its Idempotency-Key after a crash it raises what was left, and nothing twice: each template knows the
 * raises it went through. Items of the catalogue, drafts of templates and fixed discounts and charges stay as they are.
 */
export const raisePrices = async (
	command: Keyed,
	asked: Asked,
	remember: Remember<RaisedPrices>,
): Promise<Result<RaisedPrices, 'invalid_request'>> => {
	const {percent, from, dryRun} = asked;
	const answer = (data: readonly RaisedTemplate[], nextCursor: string | null): RaisedPrices => ({
		percent,
		from,
		dryRun,
		data: [...data],
		nextCursor,
	});
	const found: RaisedTemplate[] = [];
	let {cursor} = asked;
	for (let nth = 1; nth <= pagesPerCall; nth++) {
		const listed = await listPage(command.world.db, listing(command), {limit: templatesPerCommit, cursor});
		if (!listed.ok) return listed;
		const {data, nextCursor} = listed.value;
		const isLast = nextCursor === null || nth === pagesPerCall;
		const chunks = dryRun ? [data] : inCommits(data);
		for (const [part, rows] of chunks.entries()) {
			const isEnd = isLast && part === chunks.length - 1;
			const whole: Page['remember'] = async (last) => (isEnd ? remember(answer([...found, ...last], nextCursor)) : []);
			const page = {rows, nth: nth * templatesPerCommit + part, remember: whole};
			const raised = dryRun ? raisedOf(command, rows, asked) : await raisePage(command, page, asked);
			found.push(...raised.map(({outcome}) => outcome));
		}
		cursor = nextCursor ?? undefined;
		if (isLast) break;
	}
	return ok(answer(found, cursor ?? null));
};

const listing = ({account}: Command) =>
	({
		collection: templatesOf(account.id),
		where: [],
		orderBy: [{field: 'createdAt', direction: 'desc'}],
	}) as const;

/** One commit. After a conflict the page is read again, so that an edit or a run in between is neither lost nor undone. */
const raisePage = async (command: Keyed, page: Page, asked: Asked): Promise<readonly RaisedRow[]> => {
	let rows: readonly Stored[] | undefined = page.rows;
	const done = await transact<{readonly raised: readonly RaisedRow[]}, never>(command.world, async () => {
		const read = rows ?? (await again(command, page.rows));
		rows = undefined;
		const raised = raisedOf(command, read, asked);
		const changed = raised.filter(({before, template}) => before.document !== template);
		const outcomes = raised.map(({outcome}) => outcome);
		return ok({
			writes: [
				...changed.map(({before, template}) => updateTemplateWrite(before.stored, template)),
				...deedOf(command, changed, page.nth),
				...(await page.remember(outcomes)),
			],
			answer: {raised},
		});
	});
	return done.ok ? done.value.raised : [];
};

const again = async ({world}: Command, rows: readonly Stored[]): Promise<readonly Stored[]> =>
	(await world.db.getMany(rows.map(({path}) => path))).filter((row) => row !== undefined);

const raisedOf = (command: Keyed, rows: readonly Stored[], {percent, from}: Asked): readonly RaisedRow[] => {
	const asked = {id: idOf(command), percent, from};
	return rows.flatMap((row) => {
		const before = asTemplate(row);
		const raised = raise(before.document, asked, command.now);
		return raised ? [{before, ...raised}] : [];
	});
};

/** The same for every repetition of the request with its key. */
const idOf = ({request}: Keyed): string => derivedId('act', request.effectKey, 'raise');

const deedOf = (command: Keyed, changed: readonly RaisedRow[], nth: number): readonly Write[] => {
	const objects = changed.map(({template: {id}}) => ({type: 'template', id}));
	return objects.length === 0
		? []
		: [deed(command, {action: 'template.prices_raised', objects, changes: ['lines'], nth})];
};
