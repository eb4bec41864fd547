/** The main journeys on the Firebase emulator suite: deployed bundles, real push subscriptions, Firebase's own sign-in. */
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'ava';
import {startPlatform} from './platform.ts';
import {canaries, found, liveThrough, typeCardNumbers} from './sealing.ts';
import {liveByTestClock} from './test-clocks.ts';
import {assertYear, beginYear} from './twelve-months.ts';

test.serial(
	'twelve months on the emulators: the same twelve invoices, charges and mails; and by a test clock',
	async (t) => {
		const platform = await startPlatform('emulators');
		t.teardown(platform.stop);
		const year = await beginYear(platform);
		await platform.walk(year.endsAt);
		await assertYear(t, platform, year);
		await liveByTestClock(t, platform);
		t.is(await platform.stop(), 0);
	},
);

test.serial(
	'on the emulators nothing personal is saved in the clear, and neither a crash nor a stop loses anything',
	async (t) => {
		const platform = await startPlatform('emulators');
		t.teardown(platform.stop);
		const business = await liveThrough(t, platform);
		const numbers = await typeCardNumbers(t, business);
		const before = (await business.call('/invoices?limit=100')).body;

		await platform.kill9();
		await platform.restart();
		t.deepEqual((await business.call('/invoices?limit=100')).body, before, 'the suite has outlived the platform');

		t.is(await platform.stop(), 0);
		t.deepEqual(found(platform.dataDir, [...canaries, ...numbers]), [], 'the export and all logs are searched');
		await platform.restart();
		t.deepEqual((await business.call('/invoices?limit=100')).body, before, 'the export is whole');
		t.is(await platform.stop(), 0);
	},
);

test.serial('a function that dies in the middle of its work is started again and the work is done once', async (t) => {
	const platform = await startPlatform('emulators');
	t.teardown(platform.stop);
	const year = await beginYear(platform);
	for (const [port, operation, kind] of [
		['db', 'commit', 'crash_after'],
		['payments', 'confirmIntent', 'crash_after'],
		['mail', 'send', 'crash_before'],
	]) {
		await platform.bench('/api/faults', {port, operation, kind, times: 1, everyNth: 5});
	}
	await platform.walk(year.endsAt);
	t.deepEqual((await platform.bench('/api/faults')).data, [], 'every crash has happened');
	await assertYear(t, platform, year);
	t.is(await platform.stop(), 0);
});

test.serial(
	'the browser is told of Firebase, and Hosting reaches the same functions by its own rewrites',
	async (t) => {
		const platform = await startPlatform('emulators');
		t.teardown(platform.stop);
		const {auth} = (await platform.call('/config.json')).body;
		t.is(auth.kind, 'firebase');
		const page = await platform.call(`${platform.url}/`);
		const policy = page.headers.get('content-security-policy') ?? '';
		t.true(policy.includes(`connect-src 'self' ${auth.emulatorUrl} ${platform.workbenchUrl};`), policy);
		t.is((await platform.call(`${platform.url}/customers/anything`)).status, 200, 'the client routes by itself');
		t.is((await platform.call(`${platform.url}/assets/gone.js`)).status, 404);

		const {ports} = JSON.parse(readFileSync(join(platform.dataDir, 'emulators', 'suite', 'running.json'), 'utf8'));
		const hosted = await platform.call(`http://127.0.0.1:${ports.hosting}/health`);
		t.deepEqual(hosted.body, {ok: true}, 'by the functions emulator');
		const broken = await platform.call(`http://127.0.0.1:${ports.hosting}/api/v1/accounts`, {
			raw: '{',
			headers: {'content-type': 'application/json'},
			method: 'POST',
		});
		t.regex(
			broken.headers.get('content-type') ?? '',
			/^application\/problem\+json/,
			'bodies reach us unread there, too',
		);
		t.is(await platform.stop(), 0);
	},
);
