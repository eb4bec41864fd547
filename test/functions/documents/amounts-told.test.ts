import test from 'ava';
import {openBusiness} from './business.ts';
import {textOf} from './read-pdf.ts';

/** Digits of every amount of money in a text, whatever separates them. */
const amountsIn = (text: string): readonly string[] =>
	[...text.matchAll(/\d[\d.,]*[.,]\d\d(?!\d)/g)].map(([amount]) => amount.replaceAll(/\D/g, ''));

/** What a reader sees of a page. */
const seen = (html: string): string => html.replaceAll(/<style[\s\S]*?<\/style>|<[^>]*>/g, ' ');

test('I14: mail, PDF and page tell the amounts of the issued invoice and no other total; a draft is told of nowhere', async (t) => {
	const business = await openBusiness();
	t.teardown(business.close);
	const lines = [{description: 'Website care', quantity: '3', unitAmount: 41_117}];
	const draft = await business.draft({lines});
	await business.mail(draft.id);
	t.is(business.mailbox.length, 0);
	const invoice = await business.queued({lines});
	t.is(invoice.total, 123_351);
	await business.mail(invoice.id);
	const [arrived] = business.mailbox;
	const page = await (await business.visit(invoice.hostedUrl)).text();
	const told = {
		mail: arrived?.mail.text ?? '',
		'mail in HTML': seen(String(arrived?.mail.html)),
		PDF: textOf(arrived?.mail.attachments[0]?.content ?? new Uint8Array()),
		page: seen(page),
	};
	for (const [where, text] of Object.entries(told)) {
		const amounts = amountsIn(text);
		t.true(amounts.includes('123351'), `${where}: ${amounts}`);
		t.deepEqual(
			amounts.filter((amount) => amount !== '123351' && amount !== '41117'),
			[],
			where,
		);
	}
});
