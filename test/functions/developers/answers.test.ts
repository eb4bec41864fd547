import test from 'ava';
import {broken, refused, replayed, replied as repliedTo, unavailable} from '../../../functions/developers/answers.ts';
import {type RefusalCode, refusalStatus} from '../../../functions/refusals.ts';
import {Problem} from '../../../schemas/problem.ts';

const replied = (reply: Parameters<typeof repliedTo>[0]) => repliedTo(reply, 'req_1');

for (const [code, status] of Object.entries(refusalStatus)) {
	test(`${code} is a problem with status ${status}`, async (t) => {
		const answer = refused({code: code as RefusalCode}, 'req_1');
		t.is(answer.status, status);
		const problem = Problem.parse(await answer.json());
		t.like(problem, {code, status, requestId: 'req_1', detail: null});
		t.is(answer.headers.has('www-authenticate'), status === 401);
	});
}

test('outage and bug tell nothing but what to do', async (t) => {
	t.is(unavailable('req_1').headers.get('retry-after'), '2');
	t.like(Problem.parse(await broken('req_1').json()), {status: 500, code: 'internal'});
});

test('a reply carries its ETag in quotes, and no body where there is none', async (t) => {
	const made = replied({status: 201, body: {a: 1, version: 7}, location: '/x'});
	t.deepEqual(
		[made.headers.get('etag'), made.headers.get('location'), await made.json()],
		['"7"', '/x', {a: 1, version: 7}],
	);
	t.is(replied({status: 200, body: {a: 1}, etag: 8}).headers.get('etag'), '"8"');
	t.regex(replied({status: 200, body: {a: 1}}).headers.get('etag') ?? '', /^"\w{16}"$/);
	t.is(replied({status: 200, body: {data: []}}).headers.get('etag'), null);
	const gone = replied({status: 204});
	t.is(await gone.text(), '');
	t.is(gone.headers.get('content-type'), null);
});

test('a replayed answer says so', async (t) => {
	const answer = replayed({status: 201, body: '{"a":1,"version":2}', location: '/x'}, 'req_1');
	t.is(answer.headers.get('idempotent-replayed'), 'true');
	t.is(answer.headers.get('etag'), '"2"');
	t.is(await answer.text(), '{"a":1,"version":2}');
	const hidden = replayed({status: 201, body: '{"a":1}', location: null, etag: 3}, 'req_1');
	t.is(hidden.headers.get('etag'), '"3"');
});

for (const name of [
	'Rechnung "A".pdf',
	'naïve\r\nSet-Cookie: x.pdf',
	'../../etc/passwd',
	'請求書.pdf',
	`it's (1).pdf`,
]) {
	test(`a file’s name cannot break its header: ${JSON.stringify(name)}`, (t) => {
		const header = replied({
			status: 200,
			file: {type: 'application/pdf', bytes: new Uint8Array(), fileName: name},
		}).headers.get('content-disposition');
		t.regex(header ?? '', /^attachment; filename="[\w. -]*"; filename\*=UTF-8''[\w.%~!$&+^`|-]*$/);
	});
}
