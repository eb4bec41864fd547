/** What is personal lies on no disk in the clear, and a card number nowhere at all. */
import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import type {ExecutionContext} from 'ava';
import {type Business, leaveCard, openBusiness, sentForm, standardRate, submitCheckout} from './business.ts';
import type {Platform} from './platform.ts';

/** Words that occur nowhere else. */
const canary = {
	name: 'Xaverine Quittenbaum',
	email: 'xaverine.quittenbaum@canary-mail.example',
	street: 'Zwetschgengasse 47b',
	city: 'Oberkanarienheim',
	taxId: 'DE811907980',
	phone: '+49 7612 8847713',
	contact: 'Zacharias Mirabellenfeld',
	delivery: 'Holunderkai 1134',
	message: 'Liebe Frau Quittenbaum-Privat',
	portrait: 'Quittenbaumova Jelena',
} as const;

/** Business as usual with a customer whose every field is a canary: billed, mailed, charged, credited, corrected, told of. */
export const liveThrough = async (t: ExecutionContext, platform: Platform): Promise<Business> => {
	const business = await openBusiness(platform, 'sealer@sonnenschein.example');
	const {post, call} = business;
	await post('/webhook-endpoints', {url: 'http://127.0.0.1:9/never'});
	const rate = await standardRate(business);
	const customer = (
		await call('/customers', {
			headers: {'idempotency-key': 'canary-1'},
			json: {
				name: canary.name,
				email: canary.email,
				contacts: [{name: canary.contact, email: 'zacharias@canary-mail.example', role: 'Einkauf', cc: true}],
				billingAddress: {line1: canary.street, postalCode: '79098', city: canary.city, country: 'DE'},
				deliveryAddress: {line1: canary.delivery, postalCode: '79098', city: canary.city, country: 'DE'},
				taxId: canary.taxId,
				notes: `Telefon ${canary.phone}`,
			},
		})
	).body;
	await leaveCard(platform, business, customer.id, 'pm_card_visa');
	const lines = [{description: 'Work', quantity: 1, unitAmount: 10_000, taxRateIds: [rate]}];
	const today = (await platform.now()).slice(0, 10);
	const template = await post('/templates', {
		customerId: customer.id,
		lines,
		schedule: {frequency: 'month', interval: 1, anchorDate: today},
		autoCharge: true,
	});
	await post(`/templates/${template.id}/activate`, {past: 'all'});
	const [byLink, byHand, wrong] = await Promise.all(
		[1, 2, 3].map(() => post('/invoices', {customerId: customer.id, lines})),
	);
	const sent = await post(`/invoices/${byLink.id}/send`, {
		to: [canary.email],
		subject: `An ${canary.name}`,
		message: canary.message,
	});
	const opened = await platform.call(`/public/invoices/${sent.hostedUrl.split('/i/')[1]}/checkout`, sentForm({}));
	await submitCheckout(platform, opened.headers.get('location') ?? '', {card: 'pm_card_mastercard'});
	const issued = await post(`/invoices/${byHand.id}/finalize`);
	await post(`/invoices/${byHand.id}/payments`, {amount: 11_900, method: 'transfer', receivedOn: issued.issueDate});
	await post(`/invoices/${wrong.id}/finalize`);
	await post(`/invoices/${wrong.id}/correct`);
	await call(`/customers/${customer.id}`, {method: 'PATCH', json: {name: canary.portrait}});
	await call(`/customers?q=${encodeURIComponent(canary.portrait.slice(0, 9))}`);
	await platform.walk(new Date(Date.parse(await platform.now()) + 40 * 86_400_000).toISOString());
	t.is((await call(`/customers/${customer.id}`)).body.name, canary.portrait);
	t.true((await platform.bench(`/api/mail?to=${canary.email}`)).data.length >= 3, 'mails went out');
	return business;
};

/** A card number in whatever text is refused; `digits` must then be found nowhere. */
export const typeCardNumbers = async (t: ExecutionContext, {call, post}: Business): Promise<readonly string[]> => {
	const customer = await post('/customers', {name: 'Plain'});
	const numbers = ['4000056655665556', '5555 5555 5555 4444', '3782-822463-10005'];
	for (const number of numbers) {
		const answers = await Promise.all([
			call('/customers', {
				json: {name: 'x', notes: `Karte ${number} bitte`},
				headers: {'idempotency-key': `c-${number.length}`},
			}),
			call('/customers', {json: {name: number}}),
			call('/customers', {json: {name: 'x', metadata: {card: number}}}),
			call(`/customers/${customer.id}`, {method: 'PATCH', json: {notes: number}}),
			call('/invoices', {
				json: {customerId: customer.id, lines: [{description: `VISA ${number}`, quantity: 1, unitAmount: 1}]},
			}),
			call('/items', {json: {name: number, unitAmount: 1}}),
		]);
		for (const answer of answers) {
			t.is(answer.status, 422);
			t.is(answer.body.code, 'card_number_not_allowed');
			t.false(answer.text.includes(number), 'it is not said back');
		}
		t.false((await call(`/customers?q=${encodeURIComponent(number)}`)).text.includes(number));
	}
	t.is((await call(`/customers/${customer.id}`)).body.notes, null);
	return [...numbers, ...numbers.map((number) => number.replaceAll(/\D/g, ''))];
};

export const canaries: readonly string[] = Object.values(canary);

/** Which of the words occur in files below a folder, as text or in Base64; file by file. */
export const found = (folder: string, words: readonly string[]): readonly string[] =>
	readdirSync(folder, {recursive: true, withFileTypes: true})
		.filter((entry) => entry.isFile())
		.flatMap(({parentPath, name}) => {
			const text = readFileSync(join(parentPath, name)).toString('latin1').toLowerCase();
			return words
				.filter((word) => disguises(word).some((each) => text.includes(each)))
				.map((word) => `${join(parentPath, name).slice(folder.length + 1)}: ${word}`);
		});

/** The word itself, as UTF-16, and the three ways in which Base64 may hold it, without the ends that depend on neighbours. */
const disguises = (word: string): readonly string[] => [
	Buffer.from(word, 'utf8').toString('latin1').toLowerCase(),
	Buffer.from(word, 'utf16le').toString('latin1').toLowerCase(),
	...[0, 1, 2].map((shift) =>
		Buffer.from(' '.repeat(shift) + word)
			.toString('base64')
			.slice(4, -4)
			.toLowerCase(),
	),
];
