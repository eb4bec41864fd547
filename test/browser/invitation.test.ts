import {until} from '../journeys/business.ts';
import {openStage} from './stage.ts';

const scene = await openStage();

scene('The link of an invitation leads through sign-in to the business', async (t, {platform, visit}) => {
	const email = 'gina@guest.example';
	const owner = await visit();
	await owner.page.goto(platform.url);
	await owner.page.getByLabel('Email').fill('olga@owner.example');
	await owner.page.getByRole('button', {name: 'Sign in'}).click();
	await owner.page.getByLabel('Name on your invoices').fill('Olgas Laden');
	await owner.page.getByRole('button', {name: 'Start invoicing'}).click();
	await owner.page.getByRole('link', {name: 'Look around first'}).click();
	await owner.page.waitForURL(/\/acc_/);
	const account = /acc_\w+/.exec(owner.page.url())?.[0];
	await owner.page.goto(`${platform.url}/${account}/settings/members`);
	await owner.page
		.getByRole('button', {name: /Invite/})
		.first()
		.click();
	const dialog = owner.page.getByRole('dialog');
	await dialog.getByLabel('Email').fill(email);
	await dialog.getByRole('button', {name: /Invite|Send/}).click();

	const mail = await until(
		async () => (await platform.bench(`/api/mail?to=${email}`)).data[0],
		'the invitation is there',
	);
	const link = /https?:\S+\/invitations\/\w+/.exec(mail.text)?.[0] ?? '';
	const guest = await visit();
	await guest.page.goto(link);
	await guest.page.getByLabel('Email').fill(email);
	await guest.page.getByRole('button', {name: 'Sign in'}).click();
	await guest.page.getByRole('button', {name: 'Join'}).click();
	await guest.page.getByRole('link', {name: 'Open it'}).click();
	await guest.page.waitForURL(new RegExp(`/${account}`));
	t.deepEqual([...owner.faults(), ...guest.faults()], []);
});
