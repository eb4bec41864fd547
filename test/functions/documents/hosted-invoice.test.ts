// Proves documents/hosted-invoice.ts and documents/open-link.ts.
import {createHash} from 'node:crypto';
import test from 'ava';
import {hostedInvoice} from '../../../functions/documents/hosted-invoice.ts';
import {Outage} from '../../../functions/kernel/outage.ts';
import {PublicInvoice} from '../../../schemas/public-invoice.ts';
import {openBusiness} from './business.ts';

test('the page is strict, private and small', async (t) => {
	const business = await openBusiness();
	t.teardown(business.close);
	const answer = await business.visit((await business.issued()).hostedUrl);
	const page = await answer.text();
	t.is(answer.status, 200);
	const styles = /<style>([\s\S]*?)<\/style>/.exec(page)?.[1] ?? '';
	const hash = createHash('sha256').update(styles).digest('base64');
	t.is(
		answer.headers.get('content-security-policy'),
		`default-src 'none'; style-src 'sha256-${hash}'; img-src data:; form-action 'self' http://127.0.0.1:* http://localhost:*; base-uri 'none'; frame-ancestors 'none'`,
	);
	for (const [name, value] of Object.entries({
		'content-type': 'text/html; charset=utf-8',
		'cache-control': 'no-store',
		'referrer-policy': 'no-referrer',
		'x-robots-tag': 'noindex, nofollow',
		'x-content-type-options': 'nosniff',
		'x-frame-options': 'DENY',
	}))
		t.is(answer.headers.get(name), value);
	t.is(answer.headers.get('set-cookie'), null);
	t.true(Buffer.byteLength(page) < 60_000);
	t.false(/<script/i.test(page));
});

test('in the cloud, forms may only lead to ourselves and to the provider’s page', async (t) => {
	const business = await openBusiness();
	t.teardown(business.close);
	const {hostedUrl} = await business.issued();
	const cloud = {...business.world, settings: {...business.world.settings, platform: 'google' as const}};
	const answer = await hostedInvoice(cloud)(new Request(hostedUrl));
	t.regex(answer.headers.get('content-security-policy') ?? '', /form-action 'self' https:\/\/checkout\.stripe\.com;/);
});

test('whatever is not a link of ours is the same page that is not there (I18)', async (t) => {
	const business = await openBusiness();
	t.teardown(business.close);
	const {hostedUrl} = await business.issued();
	const draft = await business.draft();
	const [account = '', , proof = ''] = business.tokenOf(hostedUrl).split('-');
	const bad = [
		`${hostedUrl.slice(0, -1)}${hostedUrl.endsWith('A') ? 'B' : 'A'}`,
		`${hostedUrl}A`,
		`http://localhost:5000/i/${account}-${draft.id.slice(4)}-${proof}`,
		'http://localhost:5000/i/nonsense',
		'http://localhost:5000/i/',
		'http://localhost:5000/i/a/b',
		`http://localhost:5000/i/${'x'.repeat(600)}`,
		'http://localhost:5000/i/%00',
	];
	const pages = await Promise.all(
		bad.map(async (url) => {
			const answer = await business.visit(url);
			return [answer.status, await answer.text()] as const;
		}),
	);
	t.is(new Set(pages.map(([, page]) => page)).size, 1);
	t.deepEqual(
		pages.map(([status]) => status),
		bad.map(() => 404),
	);
});

test('pages are only read here', async (t) => {
	const business = await openBusiness();
	t.teardown(business.close);
	const {hostedUrl} = await business.issued();
	const answer = await business.visit(hostedUrl, {method: 'POST', body: 'amount=1'});
	t.is(answer.status, 405);
	t.is(answer.headers.get('allow'), 'GET, HEAD');
});

test('back from paying, the page waits for the outcome and then says it', async (t) => {
	const business = await openBusiness();
	t.teardown(business.close);
	const invoice = await business.issued();
	const checkout = {
		sessionId: 'cs_1',
		url: 'http://localhost/pay',
		amount: invoice.total,
		expiresAt: '2026-11-23T09:00:00.000Z',
	};
	await business.rewrite(invoice.id, {stripeOn: 'acct_1', checkout});
	const read = async (search = '?paid=1') => (await business.visit(`${invoice.hostedUrl}${search}`)).text();
	t.true((await read()).includes('Payment is being confirmed'));
	t.false((await read('')).includes('Payment is being confirmed'));
	await business.rewrite(invoice.id, {
		checkout: null,
		status: 'paid',
		amountPaid: invoice.total,
		amountDue: 0,
		paidAt: '2026-11-22T09:00:00.000Z',
	});
	t.true((await read()).includes('Paid. Thank you!'));
	await business.rewrite(invoice.id, {status: 'open', amountPaid: 100, amountDue: invoice.total - 100, paidAt: null});
	t.true((await read()).includes('€1.00 of it is already paid'));
});

test('a part that can be read is offered, any other is asked for again', async (t) => {
	const business = await openBusiness();
	t.teardown(business.close);
	const invoice = await business.issued();
	await business.rewrite(invoice.id, {stripeOn: 'acct_1'});
	const read = async (amount: string) =>
		(await business.visit(`${invoice.hostedUrl}?amount=${encodeURIComponent(amount)}`)).text();
	t.true((await read('12,50')).includes('name="amount" value="1250"'));
	for (const wrong of ['0', '-1', '200.01', 'abc', '', '"><script>'])
		t.true((await read(wrong)).includes('Please enter an amount up to €200.00.'), wrong);
	t.false((await read('"><script>')).includes('<script>'));
});

test('the data of the page is public under the same link', async (t) => {
	const business = await openBusiness();
	t.teardown(business.close);
	const {hostedUrl, total} = await business.issued();
	const answer = await business.apiFetch(`/public/invoices/${business.tokenOf(hostedUrl)}`);
	t.is(answer.status, 200);
	const seen = PublicInvoice.parse(answer.body);
	t.deepEqual([seen.state, seen.amountDue, seen.hostedUrl], ['open', total, hostedUrl]);
	t.false(answer.text.includes('cus_'));
});

test('an outage is a page as well', async (t) => {
	const business = await openBusiness();
	t.teardown(business.close);
	const {hostedUrl} = await business.issued();
	const world = {...business.world, db: {...business.world.db, get: async () => Promise.reject(new Outage('away'))}};
	const answer = await hostedInvoice(world)(new Request(hostedUrl, {headers: {'accept-language': 'de-DE,de;q=0.9'}}));
	t.is(answer.status, 503);
	t.is(answer.headers.get('retry-after'), '5');
	t.true((await answer.text()).includes('Bitte versuchen Sie es noch einmal'));
});

test('who left a card, or went back, is told so in their language', async (t) => {
	const business = await openBusiness();
	t.teardown(business.close);
	const read = async (search: string, language: string) => {
		const request = new Request(`http://localhost:5000/i/card${search}`, {headers: {'accept-language': language}});
		return (await hostedInvoice(business.world)(request)).text();
	};
	t.true((await read('?saved=1', 'en')).includes('Your card is saved'));
	t.true((await read('?saved=1', 'de-DE')).includes('Ihre Karte ist gespeichert'));
	t.true((await read('', 'en')).includes('No card was saved'));
});
