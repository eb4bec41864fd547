/** What the workbench answers to programs: the table of its JSON API (docs/architecture.md, the local platform). */
import {z} from 'zod';
import type {DeployedFunction} from '../../functions/index.ts';
import {addDuration, parseInstant} from '../../functions/kernel/calendar.ts';
import {Email, type Instant, line} from '../../schemas/basics.ts';
import type {Walked} from '../clock/walk.ts';
import {added, FaultRequest, type FaultStore} from '../faults/faults.ts';
import type {Happening} from '../host/happenings.ts';
import type {KeptMail, Mailbox} from '../mailbox/mailbox.ts';
import {type Answer, type Asked, ok, type Routes, refused} from '../web/http.ts';
import type {BillingBench} from './billing.ts';

/** What the workbench shows and moves; each part of the platform brings its own. */
export type Workbench = {
	readonly signIn: (email: string, name: string | null) => Promise<{readonly token: string; readonly uid: string}>;
	readonly now: () => Promise<Instant>;
	readonly nextDue: () => Promise<Instant | null>;
	/** Walks the clock; resolves when all is quiet. `undefined`: earlier than now. */
	readonly walkTo: (choose: (now: Instant) => Instant) => Promise<Walked | undefined>;
	readonly mailbox: Pick<Mailbox, 'list' | 'get' | 'attachment'>;
	readonly table: readonly DeployedFunction[];
	/** Runs a scheduled function now and waits until all is quiet again. */
	readonly run: (name: string) => Promise<void>;
	readonly billing: BillingBench;
	readonly faults: FaultStore;
	readonly operations: {readonly [port: string]: readonly string[]};
	readonly paymentsLog: () => Promise<readonly object[]>;
	/** Objects of the Stripe stand-in, newest first. */
	readonly paymentObjects: (kind: string) => Promise<readonly object[]>;
	readonly happenings: (since: number) => readonly Happening[];
	readonly pullThePlug: () => void;
	readonly newId: () => string;
};

const SignIn = z.strictObject({email: Email, name: line(200).nullish()});
const Pause = z.strictObject({paused: z.boolean(), reason: line(500).nullish()});
const Move = z.union([z.strictObject({to: z.string().max(40)}), z.strictObject({advance: z.string().max(40)})]);

/** `url`: the workbench's own address, without a slash at its end. */
export const workbenchRoutes = (bench: Workbench, url: () => string): Routes => ({
	'POST /api/sign-in': taking(SignIn, async ({email, name}) => ok(await bench.signIn(email, name ?? null))),
	'GET /api/clock': async () => ok({now: await bench.now(), nextDue: await bench.nextDue()}),
	'POST /api/clock': taking(Move, (move) => moveClock(bench, move)),
	'GET /api/mail': ({query}) => listMail(bench, query, url()),
	'GET /api/functions': () => ok({data: bench.table.map(described)}),
	'POST /api/functions/{name}/run': ({params}) => runFunction(bench, params.name ?? ''),
	'GET /api/billing': async () => ok(await bench.billing.read()),
	'POST /api/billing': taking(Pause, async ({paused, reason}) => ok(await bench.billing.pause(paused, reason ?? null))),
	'GET /api/runs': async () => ok(await bench.billing.runs()),
	'GET /api/faults': async () => ok({data: await bench.faults.list(), operations: bench.operations}),
	'POST /api/faults': taking(FaultRequest, (request) => addFault(bench, request)),
	'DELETE /api/faults': async () => {
		await bench.faults.change(() => []);
		return {status: 204};
	},
	'DELETE /api/faults/{id}': async ({params}) => {
		await bench.faults.change((faults) => faults.filter(({id}) => id !== params.id));
		return {status: 204};
	},
	'GET /api/payments/log': async () => ok({data: await bench.paymentsLog()}),
	'GET /api/payments/objects/{kind}': async ({params}) => ok({data: await bench.paymentObjects(params.kind ?? '')}),
	'GET /api/happenings': ({query}) => ok({data: bench.happenings(Number(query.get('since') ?? 0) || 0)}),
	'POST /api/plug': () => ({status: 202, body: {pulled: true}, afterwards: bench.pullThePlug}),
	'GET /mail/{id}': ({params}) => showMail(bench, params.id ?? ''),
	'GET /mail/{id}/attachments/{index}': ({params}) => attachment(bench, params.id ?? '', Number(params.index)),
});

/** Parses the body first; what does not fit is refused with the path of each mistake. */
const taking =
	<T>(schema: z.ZodType<T>, run: (value: T) => Promise<Answer>) =>
	async ({body}: Asked): Promise<Answer> => {
		const parsed = schema.safeParse(body);
		if (parsed.success) return run(parsed.data);
		const where = parsed.error.issues.map(({path, message}) => `${path.join('.') || 'body'}: ${message}`);
		return refused(422, 'invalid_request', where.join('; '));
	};

const moveClock = async (bench: Workbench, move: z.infer<typeof Move>): Promise<Answer> => {
	const wanted = (now: Instant): Instant | undefined =>
		'to' in move ? parseInstant(move.to) : addDuration(now, move.advance);
	const target = wanted(await bench.now());
	if (target === undefined) return refused(422, 'invalid_request', 'Give an RFC 3339 instant or an ISO 8601 duration.');
	if (target > farthest) return refused(422, 'invalid_request', 'The clock ends with the year 2199.');
	const walked = await bench.walkTo((now) => wanted(now) ?? target);
	if (walked === undefined) return refused(422, 'clock_goes_forward_only', 'That is earlier than now.');
	return ok(walked);
};
const farthest = '2199-12-31T23:59:59.999Z';

const listMail = (bench: Workbench, query: URLSearchParams, base: string): Answer => {
	const since = query.get('since');
	const from = since === null || since === '' ? undefined : parseInstant(since);
	if (since && from === undefined) return refused(422, 'invalid_request', '`since` is an RFC 3339 instant.');
	const limit = Number(query.get('limit') ?? 5000);
	const mails = bench.mailbox.list({
		to: query.get('to') ?? '',
		...(from ? {since: from} : {}),
		limit: limit > 0 ? limit : 5000,
	});
	return ok({data: mails.map((mail) => mailAnswer(mail, base))});
};

const mailAnswer = ({id, to, cc, from, subject, text, html, attachments, at}: KeptMail, base: string) => ({
	id,
	to,
	cc,
	from,
	subject,
	text,
	html,
	attachments: attachments.map(({name, type, size}, index) => ({
		name,
		type,
		size,
		url: `${base}/mail/${id}/attachments/${index}`,
	})),
	at,
});

/** A mail as its reader sees it: shown in a frame that can do nothing. */
const showMail = ({mailbox}: Workbench, id: string): Answer => {
	const mail = mailbox.get(id);
	if (mail === undefined) return refused(404, 'not_found', 'There is no such mail.');
	const body = mail.html || `<pre style="white-space:pre-wrap;font:inherit">${escaped(mail.text)}</pre>`;
	const headers = {
		'content-security-policy': "sandbox allow-popups; default-src 'none'; style-src 'unsafe-inline'; img-src data:",
	};
	return {status: 200, body, type: 'text/html; charset=utf-8', headers};
};

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const attachment = ({mailbox}: Workbench, id: string, index: number): Answer => {
	const found = mailbox.attachment(id, index);
	if (found === undefined) return refused(404, 'not_found', 'There is no such attachment.');
	const harmless = ['application/pdf', 'image/png', 'image/jpeg'].includes(found.type);
	const how = harmless ? 'inline' : 'attachment';
	return {
		status: 200,
		body: found.bytes,
		type: found.type,
		headers: {
			'content-disposition': `${how}; filename*=UTF-8''${encodeURIComponent(found.name)}`,
		},
	};
};

const described = (entry: DeployedFunction) => ({
	...entry,
	scheduled: entry.kind === 'event' && entry.cron !== undefined,
});

const runFunction = async (bench: Workbench, name: string): Promise<Answer> => {
	const entry = bench.table.find((each) => each.name === name);
	if (entry === undefined) return refused(404, 'not_found', 'There is no such function.');
	if (entry.kind !== 'event' || entry.cron === undefined)
		return refused(409, 'not_scheduled', 'Only scheduled functions are run by hand; the others wait for a message.');
	await bench.run(name);
	return ok({name, now: await bench.now()});
};

const addFault = async (bench: Workbench, request: FaultRequest): Promise<Answer> => {
	const known =
		Object.hasOwn(bench.operations, request.port) && bench.operations[request.port]?.includes(request.operation);
	if (!known) return refused(422, 'invalid_request', 'operation: there is none of this name; GET lists them');
	const id = bench.newId();
	await bench.faults.change((faults) => added(faults, request, id));
	return {status: 201, body: added([], request, id)[0]};
};
