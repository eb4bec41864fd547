import {openShop} from './shop.ts';
import {openStage} from './stage.ts';
import {accessibilityFaults, sidewaysPixels} from './visit.ts';

const scene = await openStage();

scene(
	'Who is not signed in is led to the door, on every size, and then to where they wanted to go',
	async (t, stage) => {
		const shop = await openShop(stage.platform);
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
		const shop = await openShop(stage.platform);
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
