/** Who hears that an endpoint is off, and what a crash changes about that. */
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import test from 'ava';
import {ownerAddresses} from '../../../functions/accounts/index.ts';
import {sendDelivery} from '../../../functions/developers/send-delivery.ts';
import {tellOwners} from '../../../functions/developers/tell-owners.ts';
import {addHours, addMinutes} from '../../../functions/kernel/calendar.ts';
import {Outage} from '../../../functions/kernel/outage.ts';
import {sweep} from '../../../functions/operations/sweep.ts';
import type {World} from '../../../functions/world.ts';
import {openTestWorld} from '../../world.ts';

const beginAt = '2030-03-01T09:00:00.000Z';

/** A business whose one endpoint refuses everything. */
const setUp = async (input: object = {}) => {
	const opened = await openTestWorld({beginAt});
	const {call, accountId} = await opened.business('owner@shop.example', {locale: 'en-GB', ...input});
	const server = createServer((request, response) => request.resume().on('end', () => response.writeHead(503).end()));
	await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
	const {port} = server.address() as AddressInfo;
	const url = `http://127.0.0.1:${port}/hook`;
	const endpoint = (await call('/webhook-endpoints', {json: {url: `${url}?key=canary`}})).body;
	/** A new event for the endpoint; not sent yet. */
	const event = async () => {
		const made = await call(`/webhook-endpoints/${endpoint.id}/test`, {method: 'POST'});
		return {path: `accounts/${accountId}/deliveries/${made.body.id}`, step: 'delivery.send'};
	};
	const join = async (email: string, role: string) => {
		await call('/members', {json: {email, role}});
		const invitation = opened.mailbox.find(({to}) => to.includes(email))?.mail.text ?? '';
		const secret = /\/invitations\/(\w+)/.exec(invitation)?.[1];
		const token = await opened.signIn(email);
		await opened.apiFetch(`/invitations/${secret}/accept`, {method: 'POST', token});
	};
	return {
		...opened,
		call,
		accountId,
		url,
		endpoint,
		event,
		join,
		mails: () => opened.mailbox.filter(({mail}) => mail.subject?.startsWith('Webhooks ')),
		told: () => opened.published.filter(({topic}) => topic === 'delivery.mail').map(({message}) => message),
		close: () => Promise.all([opened.close(), new Promise((resolve) => server.close(resolve))]),
	};
};
type Shop = Awaited<ReturnType<typeof setUp>>;

/** Fails now and again `hours` later, by a delivery of its own: the path of that. */
const failFor = async ({world, clock, event}: Shop, hours: number, through: World = world) => {
	await sendDelivery(world)(await event());
	await clock.moveTo(addMinutes(addHours(await clock.now(), hours), 1));
	const last = await event();
	await sendDelivery(through)(last);
	return last;
};

test('each owner gets one mail about an endpoint that failed for three days, nobody else does, however often it is told', async (t) => {
	const shop = await setUp();
	const {world, endpoint, call, told, mails, close} = shop;
	await shop.join('partner@shop.example', 'owner');
	await shop.join('admin@shop.example', 'admin');
	await call('/members', {json: {email: 'guest@shop.example', role: 'owner'}});
	t.deepEqual((await ownerAddresses(world, shop.accountId)).map(({email}) => email).toSorted(), [
		'owner@shop.example',
		'partner@shop.example',
	]);
	const waiting = await shop.event();
	await failFor(shop, 72);
	await sendDelivery(world)(waiting);
	t.is((await call(`/webhook-endpoints/${endpoint.id}`)).body.status, 'disabled');
	t.is(told().length, 1, 'what comes after finds it off already');

	for (let times = 0; times < 3; times++) await tellOwners(world)(told()[0]);
	t.deepEqual(
		mails()
			.flatMap(({to}) => to)
			.toSorted(),
		['owner@shop.example', 'partner@shop.example'],
	);
	const [{mail, raw} = {mail: {text: ''}, raw: ''}] = mails();
	t.true(mail.text?.includes(`Address: ${shop.url}?…`));
	t.regex(mail.text ?? '', /Failing since: 1 March 2030 at 10:0\d CET/);
	t.regex(mail.text ?? '', /Switched off: 4 March 2030 at 10:0\d CET/);
	t.true(mail.text?.includes('Last answer: HTTP status 503'));
	for (const secret of ['canary', endpoint.secret]) t.false(raw.includes(secret));
	await close();
});

test('two days of failures tell nobody, nor does an endpoint that its owner switched off', async (t) => {
	const shop = await setUp();
	await failFor(shop, 47);
	await shop.call(`/webhook-endpoints/${shop.endpoint.id}`, {method: 'PATCH', json: {status: 'disabled'}});
	await failFor(shop, 80);
	t.deepEqual(shop.told(), []);
	await shop.close();
});

test('a message that a crash lost after the switching-off is found by the sweeper', async (t) => {
	const shop = await setUp();
	const {world, told, mails} = shop;
	const publish = () => Promise.reject(new Outage('killed'));
	await t.throwsAsync(failFor(shop, 72, {...world, bus: {publish}}));
	t.deepEqual(told(), []);
	await sweep(world)({});
	t.is(told().length, 1);
	await tellOwners(world)(told()[0]);
	t.is(mails().length, 1);
	await shop.close();
});

test('an outage of the mail, and a crash between mail and commit, cost no mail and make no second one', async (t) => {
	const shop = await setUp();
	const {world, told, mails} = shop;
	await shop.join('partner@shop.example', 'owner');
	await failFor(shop, 72);
	const send = () => Promise.reject(new Outage('smtp'));
	await t.throwsAsync(tellOwners({...world, mail: {send}})(told()[0]));
	t.is(mails().length, 0);
	const commit = () => Promise.reject(new Outage('killed'));
	await t.throwsAsync(tellOwners({...world, db: {...world.db, commit}})(told()[0]));
	await Promise.all([tellOwners(world)(told()[0]), tellOwners(world)(told()[0])]);
	await tellOwners(world)(told()[0]);
	const letters = new Set(mails().map(({mail, to}) => `${mail.messageId} ${to} ${mail.text}`));
	t.is(letters.size, 2, 'all that came again is the same mail to the same owner, by its Message-ID');
	await shop.close();
});

test('owners who cannot be reached do not keep the others from the news; when nobody can the log says so', async (t) => {
	const shop = await setUp();
	const {world, told, mails} = shop;
	await shop.join('gone@shop.example', 'owner');
	await failFor(shop, 72);
	const refusing = (who: RegExp): World['mail'] => ({
		send: async (letter) =>
			who.test(letter.to.join()) ? {outcome: 'refused', reason: '550'} : world.mail.send(letter),
	});
	await tellOwners({...world, mail: refusing(/gone/)})(told()[0]);
	t.deepEqual(
		mails().flatMap(({to}) => to),
		['owner@shop.example'],
	);
	t.false(shop.logged.some(({severity}) => severity === 'warning'));

	await shop.call(`/webhook-endpoints/${shop.endpoint.id}`, {method: 'PATCH', json: {status: 'enabled'}});
	await failFor(shop, 72);
	t.is(told().length, 2, 'switched on and off again is told again');
	await tellOwners({...world, mail: refusing(/./)})(told()[1]);
	t.true(shop.logged.some(({message}) => message === 'no owner could be told that an endpoint is off'));
	await tellOwners(world)(told()[1]);
	t.is(mails().length, 1, 'what can never arrive is not tried for ever');
	await shop.close();
});

test('what is told was true when the endpoint was switched off, whatever its owner has done since', async (t) => {
	const shop = await setUp();
	const {world, told, mails, call, endpoint} = shop;
	const last = await failFor(shop, 72);
	const [delivery] = (await call(`/webhook-endpoints/${endpoint.id}/deliveries`)).body.data;
	t.true(delivery.nextAttemptAt > (await shop.clock.now()), 'the mail is no attempt');
	await call(`/webhook-endpoints/${endpoint.id}`, {method: 'PATCH', json: {status: 'enabled'}});
	await call(`/webhook-endpoints/${endpoint.id}/deliveries/${last.path.split('/').at(-1)}/redeliver`, {method: 'POST'});
	await sendDelivery(world)(last);
	await tellOwners(world)(told()[0]);
	t.regex(mails()[0]?.mail.text ?? '', /Failing since: 1 March 2030/);
	t.is(shop.published.at(-1)?.topic, 'delivery.send', 'what waited behind the mail goes on');
	await shop.close();
});

test('a test account goes by its own clock: its three days, its dates, and only its clock finds what was lost', async (t) => {
	const shop = await setUp({mode: 'test', locale: 'de-DE', timeZone: 'Europe/Berlin'});
	const {world, accountId, told, mails} = shop;
	const standAt = async (clockAt: string) => {
		const stored = await world.db.get(`accounts/${accountId}`);
		const {path, version, fields} = stored ?? t.fail('an account');
		await world.db.commit([{op: 'update', path, version, fields: {...fields, clockAt}}]);
	};
	await standAt('2031-01-01T11:00:00.000Z');
	await failFor(shop, 72);
	t.deepEqual(told(), [], 'three days of the platform are none here');
	await standAt('2031-01-04T11:00:00.000Z');
	await sendDelivery(world)(await shop.event());
	t.is(told().length, 1);
	await sweep(world)({});
	t.is(told().length, 1);
	await tellOwners(world)(told()[0]);
	t.regex(
		mails()[0]?.mail.text ?? '',
		/Fehlgeschlagen seit: 1\. Januar 2031 um 12:00 MEZ\nAbgeschaltet: 4\. Januar 2031/,
	);
	await shop.close();
});
