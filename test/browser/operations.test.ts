import {type Business, leaveCard, openBusiness, standardRate} from '../journeys/business.ts';
import type {Platform} from '../journeys/platform.ts';
import {openStage} from './stage.ts';
import {accessibilityFaults, sidewaysPixels} from './visit.ts';

const scene = await openStage(3);

/** A test account whose recurring invoice was billed for months, until its quantity became a hundred times what it was. */
const openHeld = async (platform: Platform, email: string) => {
	const business = await openBusiness(platform, email, {mode: 'test'});
	const customer = await business.post('/customers', {name: 'Café Central', email: 'office@cafe.example'});
	await leaveCard(platform, business, customer.id, 'pm_card_visa');
	const line = {description: 'Care', quantity: '1', unitAmount: 10_000, taxRateIds: [await standardRate(business)]};
	const today = (await business.get('/clock')).now.slice(0, 10);
	const template = await business.post('/templates', {
		customerId: customer.id,
		name: 'Website care',
		lines: [line],
		schedule: {frequency: 'month', interval: 1, anchorDate: today},
		autoCharge: true,
	});
	await business.post(`/templates/${template.id}/activate`, {past: 'all'});
	await passDays(business, 95);
	await business.call(`/templates/${template.id}`, {method: 'PATCH', json: {lines: [{...line, quantity: '100'}]}});
	await passDays(business, 31);
	return {business, template: template.id};
};

const passDays = async (business: Business, days: number): Promise<void> => {
	const {now} = await business.get('/clock');
	const to = new Date(Date.parse(now) + days * 86_400_000).toISOString();
	while ((await business.call('/clock/advance', {json: {to}})).status === 202);
};

scene(
	'What is far above the usual is on hold; whoever retries sees the amount, and it is billed once',
	async (t, stage) => {
		const {platform, visit} = stage;
		const email = 'hanna@held.example';
		const {business, template} = await openHeld(platform, email);
		const {page, faults} = await visit({email, axe: true});
		const at = (path: string): string => `${platform.url}/${business.account.id}${path}`;

		// Home says so, and asks before it bills.
		await page.goto(at(''));
		await page.getByText('Café Central is not billed: the amount is far above the usual one').waitFor();
		await page.getByRole('button', {name: 'Bill it'}).click();
		await page
			.getByRole('dialog', {name: 'Bill “Website care” after all?'})
			.getByRole('button', {name: 'Cancel'})
			.click();

		// The run that held it back, by its own address.
		await page.goto(at('/recurring/runs'));
		await page.getByRole('table', {name: 'Runs'}).getByRole('link').first().click();
		await page.getByRole('heading', {name: /^Run of/}).waitFor();
		t.regex(page.url(), /\/recurring\/runs\/run_\d+$/);
		await page.getByText('€11,900.00 is more than 10 times the usual €119.00.').waitFor();
		t.deepEqual(await accessibilityFaults(page), []);
		await page.goBack();
		await page.getByRole('heading', {name: /^Run of/}).waitFor({state: 'hidden'});

		await page.getByRole('link', {name: /^On hold/}).click();
		await page.getByRole('button', {name: 'Bill it'}).press('Enter');
		const ask = page.getByRole('dialog', {name: 'Bill “Website care” after all?'});
		await ask.getByText('This bills €11,900.00 to Café Central.').waitFor();
		t.deepEqual(await accessibilityFaults(page), []);
		await ask.getByRole('button', {name: 'Bill €11,900.00'}).click();
		await page.getByRole('heading', {name: 'Nothing is on hold'}).waitFor();

		await passDays(business, 1);
		const totals = (await business.all(`/templates/${template}/invoices`)).map(({total}) => total);
		t.deepEqual(totals.filter((total) => total === 1_190_000).length, 1);
		t.deepEqual(faults(), []);
	},
);

scene('The switch names what stops, is seen on every screen, and is taken back', async (t, {platform, visit}) => {
	const email = 'paul@paused.example';
	const business = await openBusiness(platform, email);
	const paused = async (): Promise<boolean> => (await business.get('')).billing.paused;
	const {page, faults} = await visit({email, axe: true, size: 'phone'});
	const at = (path: string): string => `${platform.url}/${business.account.id}${path}`;
	await page.goto(at('/settings/safety'));
	await page.getByRole('button', {name: 'Pause all billing'}).click();
	const ask = page.getByRole('dialog', {name: 'Pause all billing of Sonnenschein?'});
	await ask.getByText(/no saved card is charged/).waitFor();
	t.deepEqual(await accessibilityFaults(page), []);
	await ask.getByRole('button', {name: 'Pause all billing'}).click();
	const banner = page.getByRole('region', {name: 'Billing is paused.'});
	await banner.waitFor();
	t.true(await paused());
	await page.goto(at('/invoices'));
	await banner.waitFor();
	t.is(await sidewaysPixels(page), 0);
	t.deepEqual(await accessibilityFaults(page), []);
	await banner.getByRole('link', {name: 'Resume billing'}).click();
	await page.getByRole('button', {name: 'Resume billing'}).click();
	await page.getByRole('dialog').getByRole('button', {name: 'Resume billing'}).click();
	await page.getByText('Billing is on', {exact: true}).waitFor();
	t.false(await paused());
	t.is(await banner.count(), 0);

	// Limits, in sentences.
	await page.getByLabel('Times the usual amount').fill('1');
	await page.getByText('Please enter a whole number from 2 to 1,000.').waitFor();
	await page.getByLabel('Times the usual amount').fill('5');
	await page.getByRole('button', {name: 'Limit what a run may come to'}).click();
	await page.getByLabel('Most per run in EUR').fill('2,500.50');
	await page.getByRole('button', {name: 'Save'}).click();
	await page.getByText('Saved', {exact: true}).waitFor();
	t.like((await business.get('')).billing, {
		paused: false,
		jumpFactor: 5,
		invoicesPerTemplateAndDay: 3,
		runAmountCaps: [{currency: 'EUR', amount: 250_050}],
	});
	t.deepEqual(faults(), []);
});

scene('What cannot be read says so instead of loading for ever, and is read again by its button', async (t, stage) => {
	const {platform, visit} = stage;
	const email = 'olga@outage.example';
	const business = await openBusiness(platform, email);
	const {page} = await visit({email, axe: true});
	await page.route('**/runs?*', (route) =>
		route.fulfill({status: 500, json: {status: 500, code: 'bug', title: 'Bug'}}),
	);
	await page.goto(`${platform.url}/${business.account.id}/recurring/runs`);
	const note = page.getByRole('alert').filter({hasText: 'The server had a hiccup.'});
	await note.waitFor();
	t.is(await page.getByRole('table').count(), 0);
	t.deepEqual(await accessibilityFaults(page), []);
	await page.unroute('**/runs?*');
	await note.getByRole('button', {name: 'Try again'}).press('Enter');
	await page.getByRole('heading', {name: 'Nothing was billed yet'}).waitFor();
	t.is(await note.count(), 0);
});

scene('Prices are raised in bulk after old and new were seen', async (t, {platform, visit}) => {
	const email = 'rita@raised.example';
	const business = await openBusiness(platform, email);
	const taxRateIds = [await standardRate(business)];
	const today = (await platform.now()).slice(0, 10);
	const templates: string[] = [];
	for (const name of ['Anna', 'Berta']) {
		const customer = await business.post('/customers', {name});
		const template = await business.post('/templates', {
			customerId: customer.id,
			lines: [{description: 'Care', quantity: '1', unitAmount: 10_000, taxRateIds}],
			schedule: {frequency: 'month', interval: 1, anchorDate: today},
		});
		await business.post(`/templates/${template.id}/activate`, {past: 'skip'});
		templates.push(template.id);
	}
	const {page, faults} = await visit({email, axe: true});
	await page.goto(`${platform.url}/${business.account.id}/recurring`);
	await page.getByRole('link', {name: 'Raise prices'}).click();
	await page.waitForURL('**/recurring/prices');
	const sheet = page.getByRole('dialog', {name: 'Raise prices'});
	await sheet.getByLabel('Raise by').fill('5');
	const row = sheet.getByRole('row', {name: /Anna/});
	await row.getByText('€124.95').waitFor();
	t.true(await row.getByText('€119.00').isVisible());
	t.deepEqual(await accessibilityFaults(page), []);
	await sheet.getByRole('button', {name: 'Raise 2 prices…'}).click();
	const ask = page.getByRole('dialog', {name: 'Raise the prices of 2 recurring invoices by 5%?'});
	await ask.getByRole('button', {name: 'Raise prices'}).click();
	await page.getByText('The prices of 2 recurring invoices are raised.').waitFor();
	t.regex(page.url(), /\/recurring$/);
	for (const template of templates) {
		const {data} = await business.get(`/templates/${template}/preview?count=4`);
		t.is(data[3].total, 12_495);
	}
	t.deepEqual(faults(), []);
});
