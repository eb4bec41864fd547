import {readFile} from 'node:fs/promises';
import {until} from '../journeys/business.ts';
import {openShop} from './shop.ts';
import {openStage} from './stage.ts';

const scene = await openStage();
/** All that the page transfers. */
const mostBytes = 60_000;

scene('An invoice is seen, downloaded, paid in part and paid off without any script', async (t, {platform, visit}) => {
	const shop = await openShop(platform);
	const {page, faults} = await visit({javaScriptEnabled: false, locale: 'de-DE'});
	const sizes: Promise<number>[] = [];
	page.on('response', (response) => {
		sizes.push(
			response.body().then(
				({byteLength}) => byteLength,
				() => 0,
			),
		);
	});
	await page.goto(shop.hostedUrl);
	await page.getByRole('heading', {name: '260,31 €'}).waitFor();
	await page.waitForLoadState('networkidle');
	const weight = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
	t.is(sizes.length, 1, 'one document, nothing beside it');
	t.log(`${weight} bytes, uncompressed`);
	t.true(weight > 1000 && weight <= mostBytes);

	const arriving = page.waitForEvent('download');
	await page.getByRole('link', {name: 'PDF herunterladen'}).click();
	const download = await arriving;
	t.regex(download.suggestedFilename(), /\.pdf$/);
	t.is((await readFile(await download.path())).subarray(0, 5).toString(), '%PDF-');

	// A part: what is too much is refused in words, and what was typed stays.
	await page.getByText('Einen Teil bezahlen').click();
	await page.getByRole('textbox').fill('9999');
	await page.getByRole('button', {name: 'Mit diesem Betrag weiter'}).click();
	await page.getByRole('alert').waitFor();
	t.is(await page.getByRole('textbox').inputValue(), '9999');
	await page.getByRole('textbox').fill('100,00');
	await page.getByRole('button', {name: 'Mit diesem Betrag weiter'}).click();
	await page.getByRole('button', {name: /^100,00\s€ bezahlen$/}).click();
	await page.getByRole('heading', {name: 'Pay', exact: true}).waitFor();
	await page.getByRole('radio', {name: /4242/}).first().check();
	await page.getByRole('button', {name: /^Pay/}).click();
	await page.waitForURL(`${shop.hostedUrl}**`);
	const dueNow = async (path: string): Promise<boolean> => {
		await page.goto(shop.hostedUrl);
		return page.getByText(path).first().isVisible();
	};
	await until(() => dueNow('160,31'), 'the rest is shown');

	await page.getByRole('button', {name: /^160,31\s€ bezahlen$/}).click();
	await page.getByRole('radio', {name: /4242/}).first().check();
	await page.getByRole('button', {name: /^Pay/}).click();
	await page.waitForURL(`${shop.hostedUrl}**`);
	await until(() => dueNow('Vielen Dank'), 'it says thanks');
	t.is(await page.getByRole('button').count(), 0);
	t.deepEqual(faults(), []);
	t.deepEqual(await page.context().cookies(), []);
});

scene('A payer who turns back at the payment page finds the invoice as it was', async (t, {platform, visit}) => {
	const shop = await openShop(platform);
	const {page, faults} = await visit({javaScriptEnabled: false, locale: 'de-DE', size: 'phone'});
	await page.goto(shop.hostedUrl);
	await page.getByRole('button', {name: /bezahlen$/}).click();
	await page.getByRole('button', {name: 'Cancel and go back'}).click();
	await page.waitForURL(`${shop.hostedUrl}**`);
	t.true(await page.getByRole('button', {name: /^260,31\s€ bezahlen$/}).isVisible());
	t.deepEqual(faults(), []);
});

scene('A link that was made up shows nothing of anybody', async (t, {platform, visit}) => {
	const {page} = await visit({javaScriptEnabled: false});
	const answer = await page.goto(`${platform.url}/i/made-up`);
	t.is(answer?.status(), 404);
	t.is(await page.getByRole('heading').count(), 1);
});
