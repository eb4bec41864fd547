import {openBusiness, standardRate, until} from '../journeys/business.ts';
import {openStage} from './stage.ts';
import {accessibilityFaults} from './visit.ts';

const scene = await openStage();

scene(
	'How one collects is edited as sentences; an invoice tells it, and waits for what was promised',
	async (t, stage) => {
		const {platform, visit} = stage;
		const email = 'carl@collector.example';
		const business = await openBusiness(platform, email, {mode: 'test'});
		const {page, faults} = await visit({email, axe: true});
		const at = (path: string): string => `${platform.url}/${business.account.id}${path}`;
		await page.goto(at('/settings/reminders'));
		await page.getByRole('button', {name: 'Add a reminder'}).click();
		await page.getByRole('button', {name: 'Add a reminder'}).click();
		await page.getByLabel('Before or after the due date, reminder 1').selectOption('before');
		await page.getByLabel('Days of reminder 1').fill('3');
		await page.getByLabel('Days of reminder 2').fill('soon');
		t.true(await page.getByRole('button', {name: 'Save'}).isDisabled());
		await page.getByLabel('Days of reminder 2').fill('10');
		await page.getByLabel('Days on which a declined card is tried again').fill('2, 4');
		await page.getByLabel('Kind of late fee').selectOption('percent');
		await page.getByLabel('Percent of what is due').fill('2.5');
		await page.getByLabel('Days after the due date until the late fee').fill('20');
		await page.getByRole('combobox', {name: 'In the end'}).selectOption('writeOff');

		// A sentence that becomes another one keeps whoever is in it; so does a list that loses a line.
		const side = page.getByLabel('Before or after the due date, reminder 2');
		await side.focus();
		await side.selectOption('on');
		t.true(await side.evaluate((select) => select === document.activeElement));
		await side.selectOption('after');
		await page.getByRole('button', {name: 'Add a reminder'}).click();
		await page.getByRole('button', {name: 'Remove reminder 3'}).press('Enter');
		const remover = page.getByRole('button', {name: 'Remove reminder 2'});
		t.true(await remover.evaluate((button) => button === document.activeElement));
		const example = page.getByRole('list', {name: 'What a late payer gets'});
		t.is(await example.getByRole('listitem').count(), 5);
		t.deepEqual(await accessibilityFaults(page), []);
		await page.getByRole('button', {name: 'Save'}).click();
		await page.getByText('Saved', {exact: true}).waitFor();
		t.like(await business.get(''), {
			reminders: [{offsetDays: -3}, {offsetDays: 10}],
			retryDays: [2, 4],
			lateFee: {percent: '2.5', afterDays: 20},
			finalAction: 'writeOff',
		});

		const customer = await business.post('/customers', {
			name: 'Late GmbH',
			email: 'late@payer.example',
			isBusiness: true,
		});
		const lines = [
			{description: 'Work', quantity: '1', unitAmount: 10_000, taxRateIds: [await standardRate(business)]},
		];
		const invoice = await business.post('/invoices', {
			customerId: customer.id,
			lines,
			paymentTerms: {days: 14, from: 'issue'},
		});
		await business.post(`/invoices/${invoice.id}/finalize`);
		await page.goto(at(`/invoices/${invoice.id}`));
		const next = page.getByRole('list', {name: 'What happens next'});
		for (const step of ['A late fee is charged', 'It is written off']) await next.getByText(step).waitFor();
		t.is(await next.getByText('A reminder goes out').count(), 2);
		await page.getByRole('button', {name: 'Promised or paused…'}).click();
		const promisedOn = `${Number((await business.get('/clock')).now.slice(0, 4)) + 1}-12-10`;
		await page.getByLabel('Promised to pay on').fill(promisedOn);
		t.deepEqual(await accessibilityFaults(page), []);
		await page
			.getByRole('dialog', {name: /What the customer said/})
			.getByRole('button', {name: 'Save'})
			.click();
		await page.getByText(/The customer promised to pay on/).waitFor();
		await until(async () => (await business.get(`/invoices/${invoice.id}`)).promisedOn === promisedOn, 'it is kept');
		t.deepEqual(faults(), []);
	},
);

scene(
	'Who only reads sees how one collects and what is limited, and can change none of it',
	async (t, {platform, visit}) => {
		const owner = await openBusiness(platform, 'olaf@owner.example');
		const email = 'vera@viewer.example';
		await owner.post('/members', {email, role: 'viewer'});
		const mail = await until(async () => (await platform.bench(`/api/mail?to=${email}`)).data[0], 'she is invited');
		const token = /\/invitations\/(\w+)/.exec(mail.text)?.[1] ?? '';
		await platform.call(`/invitations/${token}/accept`, {token: await platform.signIn(email), json: {}});
		await owner.call('', {method: 'PATCH', json: {billing: {paused: true}}});
		const {page, faults} = await visit({email, axe: true});
		await page.goto(`${platform.url}/${owner.account.id}/settings/reminders`);
		await page.getByText('Only an admin or the owner can change this.').waitFor();
		t.true(await page.getByLabel('Days on which a declined card is tried again').isDisabled());
		t.is(await page.getByRole('button', {name: 'Save'}).count(), 0);
		await page.getByText(/An admin or the owner can resume it/).waitFor();
		t.deepEqual(await accessibilityFaults(page), []);
		await page.getByRole('link', {name: 'Safety'}).click();
		await page.getByText('Billing is paused', {exact: true}).waitFor();
		t.is(await page.getByRole('button', {name: 'Resume billing'}).count(), 0);
		t.true(await page.getByLabel('Times the usual amount').isDisabled());
		t.deepEqual(faults(), []);
	},
);
