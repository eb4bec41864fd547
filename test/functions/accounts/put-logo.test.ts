import test from 'ava';
import {openTestWorld, type TestWorld} from '../../world.ts';
import {jpeg, png} from './images.ts';

let world: TestWorld;
test.before(async () => {
	world = await openTestWorld();
});
test.after.always(() => world.close());

const put = (raw: Uint8Array, type: string) => ({method: 'PUT', raw, headers: {'content-type': type}});

test('a logo is put, shown and taken away', async (t) => {
	const {call} = await world.business('logo@example.com');
	t.is((await call('/logo')).status, 404);
	const answer = await call('/logo', put(png({width: 4, height: 3, text: 'canary'}), 'image/png'));
	t.is(answer.status, 200, answer.text);
	t.like(answer.body.logo, {type: 'image/png', width: 4, height: 3});
	const shown = await call('/logo');
	t.is(shown.headers.get('content-type'), 'image/png');
	t.false(shown.text.includes('canary'));
	t.like((await call('/logo', put(jpeg({width: 7, height: 8}), 'image/jpeg'))).body.logo, {
		type: 'image/jpeg',
		width: 7,
	});
	t.is((await call('', {method: 'PATCH', json: {logo: null}})).body.logo, null);
	t.is((await call('/logo')).status, 404);
});

test('what is no picture is refused, whatever it says it is', async (t) => {
	const {call} = await world.business('nologo@example.com');
	const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>');
	t.is((await call('/logo', put(svg, 'image/svg+xml'))).status, 415);
	t.is((await call('/logo', put(svg, 'image/png'))).status, 422);
	t.is((await call('/logo', {method: 'PUT', json: {}})).status, 415);
	t.is((await call('/logo', put(Buffer.alloc(20 * 1024 * 1024 + 1), 'image/png'))).status, 413);
});
