import test from 'ava';
import {readAs} from '../../functions/kernel/documents.ts';
import {inCommits} from '../../functions/template-copies.ts';
import {TemplateDocument} from '../../schemas/template.ts';
import {openTestWorld, type TestWorld} from '../world.ts';

let world: TestWorld;
test.before(async () => {
	world = await openTestWorld();
});
test.after.always(() => world.close());

test('the account’s own terms and retry days reach the templates that follow them, and no others', async (t) => {
	const {call, accountId} = await world.business('terms@example.com');
	const follower = await call('/customers', {json: {name: 'a'}});
	const own = await call('/customers', {json: {name: 'b', paymentTerms: {days: 14}}});
	const make = async (customerId: string, more: object = {}) => {
		const {body} = await call('/templates', {
			json: {
				customerId,
				lines: [{description: 'x', quantity: 1, unitAmount: 100}],
				schedule: {frequency: 'month', interval: 1, anchorDate: '2026-12-01'},
				...more,
			},
		});
		return `accounts/${accountId}/templates/${body.id}`;
	};
	const paths = [
		await make(follower.body.id),
		await make(follower.body.id, {paymentTerms: {days: 14}}),
		await make(own.body.id),
	];
	// More than one page of templates.
	for (let nth = 0; nth < 55; nth++) paths.push(await make(follower.body.id));

	await call('', {method: 'PATCH', json: {defaults: {paymentTerms: {days: 60}}, retryDays: [2], locale: 'fr'}});
	const templates = (await world.world.db.getMany(paths)).map((stored) => stored && readAs(TemplateDocument, stored));
	t.deepEqual(
		templates.slice(0, 4).map((template) => template?.effectiveTerms.days),
		[60, 14, 14, 60],
	);
	t.is(templates.filter((template) => template?.effectiveTerms.days === 60).length, 56);
	t.true(templates.every((template) => template?.retryDays.join() === '2' && template.locale === 'fr'));
});

test('rows are put into as few commits as their sizes allow, in their order', (t) => {
	const rows = [1, 1, 2_000_000, 500_000, 2_900_000, 200_000, 5_000_000, 1].map((size, index) => ({
		path: `accounts/acc_0001/templates/tpl_${index}`,
		version: '1',
		fields: {text: 'x'.repeat(size)},
	}));
	t.deepEqual(
		inCommits(rows).map((commit) => commit.length),
		[4, 1, 1, 1, 1],
	);
	t.deepEqual(inCommits(rows).flat(), rows);
	t.deepEqual(inCommits([]), []);
});
