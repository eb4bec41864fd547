import {openBusiness} from '../journeys/business.ts';
import {openStage} from './stage.ts';
import {accessibilityFaults} from './visit.ts';

const scene = await openStage();

scene('A test account is opened from the switcher, wears its badge, and has a clock of its own', async (t, stage) => {
	const {platform, visit} = stage;
	const email = 'tess@tester.example';
	const live = await openBusiness(platform, email, {name: 'Real Business'});
	const {page, faults} = await visit({email, axe: true});
	await page.goto(`${platform.url}/${live.account.id}`);
	const bar = page.getByRole('region', {name: 'Tools'});
	await bar.getByRole('button', {name: 'Jump to…'}).waitFor();
	t.is(await bar.getByText('Test', {exact: true}).count(), 0);
	await bar.getByRole('button', {name: /Account:/}).click();
	await page.getByRole('menuitem', {name: 'Add a test account'}).click();
	t.true(await page.getByRole('switch', {name: /This is a test account/}).isChecked());
	await page.getByLabel('Name on your invoices').fill('Just Trying');
	await page.getByRole('button', {name: 'Start invoicing'}).click();
	await page.getByRole('link', {name: 'Look around first'}).click();
	await bar.getByText('Test', {exact: true}).waitFor();

	const account = /acc_\w+/.exec(page.url())?.[0] ?? '';
	const clock = async (): Promise<string> => {
		const answer = await platform.call(`/accounts/${account}/clock`, {token: live.token});
		return answer.body.now;
	};
	const [before, platformBefore] = [await clock(), await platform.now()];
	await bar.getByRole('button', {name: 'Jump to…'}).click();
	const jump = page.getByRole('dialog', {name: 'Jump to…'});
	await jump.getByText('It stands still until somebody moves it.').waitFor();
	t.true(await jump.getByRole('button', {name: 'Nothing is due'}).isDisabled());
	t.deepEqual(await accessibilityFaults(page), []);
	await jump.getByRole('button', {name: '+1 month'}).click();
	await page.getByText(/^It is .* The last run issued 0/).waitFor({timeout: 60_000});
	const after = await clock();
	const movedDays = (Date.parse(after) - Date.parse(before)) / 86_400_000;
	t.true(movedDays >= 28 && movedDays <= 31, `${movedDays} days`);
	t.true(Date.parse(await platform.now()) - Date.parse(platformBefore) < 3_600_000, 'the platform’s own goes on');

	// A day, chosen; and by keyboard.
	await bar.getByRole('button', {name: 'Jump to…'}).press('Enter');
	const day = `${Number(after.slice(0, 4)) + 1}-01-15`;
	await jump.getByLabel('A day').fill(day);
	await jump.getByRole('button', {name: 'Jump', exact: true}).press('Enter');
	await page
		.getByText(/^It is 1[56] Jan/)
		.or(page.getByText(/^It is Jan 1[56]/))
		.waitFor({timeout: 60_000});
	t.is(await clock(), `${day}T12:00:00.000Z`);
	t.deepEqual(faults(), []);
});
