/** Finding invoices: invoices/list-invoices.ts. */
import test from 'ava';
import {invoiceSorts} from '../../../schemas/invoice-requests.ts';
import {type Invoicing, openInvoicing} from './invoicing.ts';

let w: Invoicing;
const ids: {[name: string]: string} = {};
test.before(async () => {
	w = await openInvoicing({}, '2027-01-10T09:00:00.000Z');
	const {id: other} = await w.made('/customers', {name: 'Other'});
	ids.other = other;
	const made = async (name: string, fields: object) => {
		const {id} = await w.draft(fields);
		ids[name] = id;
		return id;
	};
	await w.made(`/invoices/${await made('january', {lines: [w.line(100)]})}/finalize`);
	await w.clock.moveTo('2027-02-10T09:00:00.000Z');
	await w.made(`/invoices/${await made('february', {lines: [w.line(300)], dueDate: '2027-02-28'})}/finalize`);
	await w.made(`/invoices/${await made('theirs', {customerId: other, lines: [w.line(200)]})}/finalize`);
	await w.made(`/invoices/${ids.theirs}/payments`, {amount: 200, method: 'cash', receivedOn: '2027-02-10'});
	await w.clock.moveTo('2027-03-01T09:00:00.000Z');
	await made('draft', {lines: [w.line(50)]});
});
test.after.always(() => w.close());

const names = async (query: string): Promise<readonly string[]> => {
	const answer = await w.call(`/invoices?${query}`);
	if (answer.status !== 200) throw new Error(`${query}: ${answer.text}`);
	return answer.body.data.map(({id}: {id: string}) => Object.keys(ids).find((name) => ids[name] === id) ?? id);
};

const table: readonly (readonly [string, readonly string[]])[] = [
	['', ['draft', 'theirs', 'february', 'january']],
	['status=open', ['february', 'january']],
	['status=draft', ['draft']],
	['status=paid', ['theirs']],
	['overdue=true', ['february', 'january']],
	['overdue=true&sort=dueDate', ['january', 'february']],
	['number=INV-2027-0002', ['february']],
	['q=INV-2027-000', ['theirs', 'february', 'january']],
	['q=INV-2028', []],
	['issuedFrom=2027-02-01', ['theirs', 'february']],
	['issuedFrom=2027-01-01&issuedTo=2027-01-31', ['january']],
	['issuedTo=2027-01-10', ['january']],
	['dueFrom=2027-02-24&dueTo=2027-02-28', ['february', 'theirs']],
	['status=open&issuedFrom=2027-02-01', ['february']],
	['sort=total', ['draft', 'january', 'theirs', 'february']],
	['sort=-total&status=open', ['february', 'january']],
	['sort=issueDate&status=open', ['january', 'february']],
	['sort=createdAt', ['january', 'february', 'theirs', 'draft']],
];
for (const [query, expected] of table) {
	test(`?${query} finds ${expected.join(', ') || 'nothing'}`, async (t) => {
		t.deepEqual(await names(query), expected);
	});
}

test('by customer, and through cursors in every order', async (t) => {
	t.deepEqual(await names(`customerId=${ids.other}`), ['theirs']);
	t.deepEqual(await names(`customerId=${ids.other}&status=open`), []);
	for (const sort of invoiceSorts) {
		const whole = await names(`sort=${sort}`);
		const pages: string[] = [];
		for (let cursor: string | null = ''; cursor !== null; ) {
			const {body} = await w.call(`/invoices?sort=${sort}&limit=1&cursor=${cursor}`);
			pages.push(...body.data.map(({id}: {id: string}) => id));
			cursor = body.nextCursor;
		}
		t.deepEqual(
			pages,
			whole.map((name) => ids[name] ?? name),
			sort,
		);
	}
});

const together = [
	'issuedFrom=2027-01-01&dueFrom=2027-01-01',
	'issuedFrom=2027-01-01&overdue=true',
	'q=INV&issuedTo=2027-01-01',
	'q=INV&overdue=true',
	'overdue=true&status=paid',
	'overdue=false',
	'issuedFrom=2027-01-01&sort=total',
	'dueTo=2027-01-01&sort=issueDate',
	'q=INV&sort=total',
];
for (const query of together) {
	test(`what cannot be combined is said: ${query}`, async (t) => {
		const {status, body} = await w.call(`/invoices?${query}`);
		t.is(status, 422);
		t.is(body.code, 'filter_combination');
	});
}

test('every combination of filters and orders is answered or refused, never more (422 or 200)', async (t) => {
	const parts: readonly (readonly (string | null)[])[] = [
		[null, 'status=open'],
		[null, `customerId=${ids.other}`],
		[null, 'templateId=tpl_nothing'],
		[null, 'number=INV-2027-0001'],
		[null, 'overdue=true', 'q=INV', 'issuedFrom=2027-01-01', 'dueTo=2027-12-31'],
		[null, 'sort=-createdAt', 'sort=dueDate', 'sort=-issueDate', 'sort=total'],
	];
	const all = parts.reduce<readonly string[]>(
		(queries, choices) =>
			queries.flatMap((query) => choices.map((choice) => (choice === null ? query : `${query}&${choice}`))),
		[''],
	);
	const codes = new Set<string>();
	for (const query of all) {
		const {status, body} = await w.call(`/invoices?limit=5${query}`);
		t.true(status === 200 || body.code === 'filter_combination', `${query}: ${status} ${body.code}`);
		codes.add(status === 200 ? 'answered' : body.code);
	}
	t.is(codes.size, 2);
});

test('unknown filters, states, orders and limits are 422', async (t) => {
	for (const query of [
		'status=lost',
		'sort=name',
		'limit=0',
		'limit=101',
		'x=1',
		'issuedFrom=yesterday',
		'q=',
		'customerId=1',
	])
		t.is((await w.call(`/invoices?${query}`)).status, 422, query);
});
