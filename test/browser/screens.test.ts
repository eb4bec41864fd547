import {goThrough, screensOf} from './screens.ts';
import {openShop, type Shop} from './shop.ts';
import {openStage, type Stage} from './stage.ts';
import {accessibilityFaults, settled, sidewaysPixels} from './visit.ts';

const scene = await openStage(5);
let opened: Promise<Shop> | undefined;
/** One world for all that is looked at here. */
const shopOf = ({platform}: Stage): Promise<Shop> => {
	opened ??= openShop(platform);
	return opened;
};

scene('Every screen is sound and accessible', async (t, stage) => {
	const shop = await shopOf(stage);
	const visit = await stage.visit({email: shop.email, axe: true});
	t.deepEqual(
		await goThrough(visit, stage.platform.url, screensOf(stage.platform, shop), (page) => accessibilityFaults(page)),
		[],
	);
});

scene('Every screen fits a phone, and is accessible there in the dark', async (t, stage) => {
	const shop = await shopOf(stage);
	const visit = await stage.visit({email: shop.email, axe: true, size: 'phone', colorScheme: 'dark'});
	const found = await goThrough(visit, stage.platform.url, screensOf(stage.platform, shop), async (page) => {
		const wide = await sidewaysPixels(page);
		return [...(wide === 0 ? [] : [`${wide} px beyond the right edge`]), ...(await accessibilityFaults(page))];
	});
	t.deepEqual(found, []);
});

scene('What opens over a screen is accessible, too, and a text shows all its lines', async (t, stage) => {
	const shop = await shopOf(stage);
	const {page, faults} = await stage.visit({email: shop.email, axe: true});
	const found: string[] = [];
	const opens = async (name: string | RegExp, role: 'button' | 'combobox', shown: 'menu' | 'listbox') => {
		await page.getByRole(role, {name}).first().click();
		await page.getByRole(shown).waitFor();
		found.push(...(await accessibilityFaults(page)).map((fault) => `${name}: ${fault}`));
		await page.keyboard.press('Escape');
		await page.getByRole(shown).waitFor({state: 'hidden'});
	};
	await page.goto(`${stage.platform.url}/${shop.account}/invoices/${shop.open}`);
	await settled(page);
	await opens('More actions', 'button', 'menu');
	await opens('New', 'button', 'menu');
	await opens(/^You:/, 'button', 'menu');
	await page.keyboard.press('Control+k');
	await page.getByRole('dialog', {name: 'Search or do…'}).waitFor();
	found.push(...(await accessibilityFaults(page)));
	await page.goto(`${stage.platform.url}/${shop.account}/recurring/edit/${shop.templateDraft}`);
	await settled(page);
	await opens('On which day', 'combobox', 'listbox');
	await opens(/Tax.*19%$/, 'button', 'menu');
	const description = page.locator('[data-field="description"]').first();
	await description.fill('A text that needs more than the one line it began with. '.repeat(3));
	await page.getByText('Saved', {exact: true}).waitFor();
	await page.reload();
	await settled(page);
	t.true(await description.evaluate((text) => text.scrollHeight <= text.clientHeight + 1));
	t.deepEqual(found, []);
	t.deepEqual(faults(), []);
});

scene(
	'Who is not signed in is led to the door, on every size, and then to where they wanted to go',
	async (t, stage) => {
		const shop = await shopOf(stage);
		for (const size of ['desktop', 'phone'] as const) {
			const {page, faults} = await stage.visit({axe: true, size});
			await page.goto(`${stage.platform.url}/${shop.account}/customers`);
			await page.getByRole('heading', {name: 'Invoice Meister'}).waitFor();
			t.deepEqual(await accessibilityFaults(page), []);
			t.is(await sidewaysPixels(page), 0);
			await page.getByLabel('Email').fill(shop.email);
			await page.getByRole('button', {name: 'Sign in'}).click();
			await page.getByRole('heading', {name: 'Customers'}).waitFor();
			t.deepEqual(faults(), []);
		}
	},
);

scene(
	'What a click opens has an address of its own: Back closes it, Forward and reload open it again',
	async (t, stage) => {
		const shop = await shopOf(stage);
		const {page, faults} = await stage.visit({email: shop.email});
		const shows = (name: string | RegExp) => page.getByRole('heading', {name}).first().waitFor();
		await page.goto(`${stage.platform.url}/${shop.account}`);
		await shows('Home');
		const screens = page.getByRole('navigation', {name: 'Screens'}).first();
		await screens.getByRole('link', {name: 'Invoices'}).click();
		await shows('Invoices');
		await page.getByRole('link', {name: 'Open', exact: true}).click();
		await page.waitForURL('**/invoices?tab=open');
		await page.getByRole('link', {name: shop.openNumber}).click();
		await shows(`Invoice ${shop.openNumber}`);
		const address = page.url();
		t.true(address.includes(shop.open) && address.includes('tab=open'));
		await page.goBack();
		await page.getByRole('dialog').waitFor({state: 'hidden'});
		t.true(page.url().endsWith('/invoices?tab=open'));
		await page.goForward();
		await shows(`Invoice ${shop.openNumber}`);
		await page.reload();
		await shows(`Invoice ${shop.openNumber}`);
		t.is(page.url(), address);
		await page.getByRole('button', {name: 'Close'}).click();
		await page.getByRole('dialog').waitFor({state: 'hidden'});
		await screens.getByRole('link', {name: 'Recurring'}).click();
		await shows('Recurring');
		await page.getByRole('link', {name: 'Café Central'}).first().click();
		await page.getByRole('dialog').waitFor();
		await page.goBack();
		await page.goBack();
		await shows('Invoices');
		t.deepEqual(faults(), []);
	},
);
