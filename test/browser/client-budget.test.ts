import type {Page} from 'playwright-core';
import {openShop} from './shop.ts';
import {openStage} from './stage.ts';
import {settled} from './visit.ts';

const scene = await openStage();
/** Transferred, gzip included: what `docs` and the issue promise for the first screen. */
const mostScriptBytes = 230_000;

/** Counts the bodies that are transferred of each kind from now on, compressed as they come. */
const countBytes = async (page: Page): Promise<(kind: 'Script' | 'Stylesheet' | 'Font') => number> => {
	const client = await page.context().newCDPSession(page);
	const kinds = new Map<string, string>();
	const bytes = new Map<string, number>();
	client.on('Network.responseReceived', ({requestId, type}) => void kinds.set(requestId, type));
	client.on('Network.dataReceived', ({requestId, encodedDataLength}) => {
		const kind = kinds.get(requestId) ?? '';
		bytes.set(kind, (bytes.get(kind) ?? 0) + encodedDataLength);
	});
	await client.send('Network.enable');
	return (kind) => bytes.get(kind) ?? 0;
};

scene('The first screen transfers at most 230 kB of script, for a member and for a stranger', async (t, stage) => {
	const shop = await openShop(stage.platform);
	const measure = async (path: string, email?: string): Promise<number> => {
		const {page, faults} = await stage.visit(email === undefined ? {} : {email});
		const transferred = await countBytes(page);
		await page.goto(stage.platform.url + path);
		await settled(page);
		await page.waitForLoadState('networkidle');
		t.deepEqual(faults(), []);
		t.log(
			`${path}: ${['Script', 'Stylesheet', 'Font'].map((kind) => `${kind} ${transferred(kind as 'Script')} bytes`).join(', ')}`,
		);
		return transferred('Script');
	};
	const home = await measure(`/${shop.account}`, shop.email);
	t.true(home > 20_000 && home <= mostScriptBytes, `home: ${home} bytes`);
	const door = await measure('/sign-in');
	t.true(door > 20_000 && door <= mostScriptBytes, `sign-in: ${door} bytes`);
});

scene('Firebase’s own script comes only where Firebase vouches for people', async (t, {platform, visit}) => {
	const local = await visit();
	const scripts: string[] = [];
	local.page.on('response', (response) => {
		if (response.request().resourceType() === 'script') scripts.push(response.url());
	});
	await local.page.goto(`${platform.url}/sign-in`);
	await settled(local.page);
	t.true(scripts.length > 0);
	t.deepEqual(
		scripts.filter((url) => /firebase/.test(url)),
		[],
	);

	const hosted = await visit();
	await hosted.page.route('**/config.json', (route) => route.fulfill({json: onFirebase}));
	const transferred = await countBytes(hosted.page);
	const asked = hosted.page.waitForResponse(/\/assets\/firebase-[^/]*\.js$/);
	await hosted.page.goto(`${platform.url}/sign-in`);
	t.is((await asked).status(), 200);
	await hosted.page.getByLabel('Password', {exact: true}).waitFor();
	t.log(`sign-in on Firebase: ${transferred('Script')} bytes of script`);
});

const onFirebase = {
	auth: {kind: 'firebase', apiKey: 'a-key', authDomain: 'example.test', projectId: 'demo-meister'},
	platform: {workbenchUrl: null},
};

scene(
	'No cookie is set, and the policy forbids foreign script, inline script and strings made script',
	async (t, stage) => {
		const shop = await openShop(stage.platform);
		const {page, faults} = await stage.visit({email: shop.email});
		const answer = await page.goto(`${stage.platform.url}/${shop.account}/invoices`);
		await settled(page);
		const policy = answer?.headers()['content-security-policy'] ?? '';
		const directives = new Map(
			policy.split(';').map((directive) => {
				const [name = '', ...sources] = directive.trim().split(/\s+/);
				return [name, sources.join(' ')] as const;
			}),
		);
		t.is(directives.get('default-src'), "'none'");
		t.is(directives.get('script-src'), "'self'");
		t.is(directives.get('object-src'), "'none'");
		t.is(directives.get('base-uri'), "'none'");
		t.is(directives.get('frame-ancestors'), "'none'");
		t.is(directives.get('require-trusted-types-for'), "'script'");
		// It is in force: a string that becomes markup is refused in the page itself.
		t.true(
			await page.evaluate(() => {
				try {
					document.createElement('div').innerHTML = '<b>x</b>';
					return false;
				} catch {
					return true;
				}
			}),
		);
		const told = faults().filter((fault) => !/Trusted(HTML|Types)/.test(fault));
		t.deepEqual(told, []);
		await page.goto(shop.hostedUrl);
		await page.goto(stage.platform.workbenchUrl);
		t.deepEqual(await page.context().cookies(), []);
		t.is(await page.evaluate(() => document.cookie), '');
	},
);
