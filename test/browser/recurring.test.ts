import {openBusiness, standardRate, until} from '../journeys/business.ts';
import {openStage} from './stage.ts';

const scene = await openStage(3);

scene(
	'An invoice becomes a monthly template; a month later the next one is charged to a saved card',
	async (t, stage) => {
		const {platform, visit} = stage;
		const email = 'owner@recurring.example';
		const business = await openBusiness(platform, email);
		const customer = await business.post('/customers', {name: 'Café Central', email: 'office@cafe.example'});
		const invoice = await business.post('/invoices', {
			customerId: customer.id,
			lines: [
				{description: 'Website care', quantity: '1', unitAmount: 4900, taxRateIds: [await standardRate(business)]},
			],
		});
		const {number} = await business.post(`/invoices/${invoice.id}/finalize`);
		const {page, faults} = await visit({email});
		const at = (path: string): string => `${platform.url}/${business.account.id}${path}`;

		// The payer saves a card, by the link that the customer's page shows.
		await page.goto(at(`/customers/${customer.id}`));
		await page.getByRole('button', {name: 'Ask for a card'}).click();
		const link = await page.getByLabel('Link to save a card').inputValue();
		const payer = await visit();
		await payer.page.goto(link);
		await payer.page.getByRole('radio', {name: /4242/}).first().check();
		await payer.page.getByRole('button', {name: 'Save this card'}).click();
		await payer.page.getByRole('heading', {name: 'Thank you. Your card is saved.'}).waitFor();
		await until(async () => (await business.get(`/customers/${customer.id}`)).card, 'the card is known');
		t.deepEqual(payer.faults(), []);

		// From the invoice to a template.
		await page.goto(at(`/invoices/${invoice.id}`));
		await page.getByRole('heading', {name: `Invoice ${number}`}).waitFor();
		await page.getByRole('button', {name: 'More actions'}).click();
		await page.getByRole('menuitem', {name: 'Make recurring'}).click();
		await page.getByRole('dialog', {name: 'Make recurring'}).getByRole('button', {name: 'Make recurring'}).click();
		await page.getByRole('heading', {name: 'Recurring invoice', exact: true}).waitFor();
		const preview = page.getByRole('region', {name: 'The next twelve'});
		await preview.getByRole('listitem').nth(11).waitFor();
		t.is(await preview.getByRole('listitem').count(), 12);
		t.is(await preview.getByText('€58.31').count(), 12);
		await page.getByRole('switch', {name: 'Charge the saved card automatically'}).press('Space');
		await page.getByText('The customer’s saved card is charged once per invoice.').waitFor();
		await page.getByRole('button', {name: 'Activate'}).click();
		const activation = page.getByRole('dialog', {name: /^Activate/});
		await activation.getByText('Each invoice is charged to the saved card as soon as it is issued.').waitFor();
		await activation.getByRole('button', {name: 'Activate'}).click();
		await page.getByText('Active', {exact: true}).first().waitFor();

		// A month goes by.
		await page.getByRole('button', {name: 'Jump to…'}).click();
		await page.getByRole('button', {name: '+1 month'}).click();
		await page.getByText(/^It is .* The last run issued/).waitFor({timeout: 60_000});
		const past = page.getByRole('dialog').getByRole('list').filter({hasText: '0002'});
		const next = number.replace('0001', '0002');
		await past.getByRole('link', {name: next}).click();
		await page.getByRole('heading', {name: `Invoice ${next}`}).waitFor();
		await page.getByRole('dialog').getByText('Paid', {exact: true}).first().waitFor();
		t.deepEqual(faults(), []);
		const [charge, ...more] = (await platform.bench('/api/payments/log')).data.filter(
			({effect}: {effect: string | null}) => effect === 'charge',
		);
		t.is(charge.amount, 5831);
		t.is(more.length, 0);
	},
);
