import test from 'ava';
import {openTestWorld, type TestWorld} from '../../world.ts';

let world: TestWorld;
test.before(async () => {
	world = await openTestWorld({beginAt: '2026-11-22T12:00:00.000Z'});
});
test.after.always(() => world.close());

test('a series answers a sample of its next number', async (t) => {
	const {call} = await world.business('sample@example.com');
	const made = await call('/series', {json: {for: 'invoice', pattern: 'S{YY}/{MM}-{000}', next: 42, reset: 'month'}});
	t.is(made.status, 201, made.text);
	t.like(made.body, {next: 42, sample: 'S26/11-042', reset: 'month', isDefault: false});
	t.deepEqual((await call(`/series/${made.body.id}`)).body, made.body);
});

test('without a reset a pattern that shows the year starts again every year, another never', async (t) => {
	const {call} = await world.business('reset@example.com');
	t.is((await call('/series', {json: {for: 'invoice', pattern: 'A{YYYY}-{0}'}})).body.reset, 'year');
	t.is((await call('/series', {json: {for: 'invoice', pattern: 'B{00000}'}})).body.reset, 'never');
});

test('a pattern that could write another series’ numbers is refused, also when both come at once', async (t) => {
	const {call} = await world.business('taken@example.com');
	const make = (pattern: string, kind = 'invoice') => call('/series', {json: {for: kind, pattern, reset: 'never'}});
	for (const pattern of ['INV-{YYYY}-{00}', 'INV-{0000}-7', 'CN-{YYYY}-{0000}', 'EST-{MM}-{0}']) {
		const answer = await make(pattern, 'estimate');
		t.is(answer.status, 409, pattern);
		t.is(answer.body.code, 'number_taken');
	}
	const both = await Promise.all([make('X-{000}'), make('X-{00000}')]);
	t.deepEqual(both.map(({status}) => status).sort(), [201, 409]);
});

for (const wrong of [
	{for: 'invoice', pattern: 'no counter'},
	{for: 'invoice', pattern: '{0000}-{0000}'},
	{for: 'invoice', pattern: 'X{0000}', reset: 'year'},
	{for: 'invoice', pattern: 'X{YYYY}{0000}', reset: 'month'},
	{for: 'invoice', pattern: 'X{HH}{0000}'},
	{for: 'receipt', pattern: 'X{0000}'},
	{for: 'invoice', pattern: 'X{0000}', next: 0},
]) {
	test(`refused: ${JSON.stringify(wrong)}`, async (t) => {
		const {call} = await world.business('wrong@example.com');
		t.is((await call('/series', {json: wrong})).status, 422);
	});
}
