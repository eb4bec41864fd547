// Proves documents/issued-pdf.ts, documents/record-pdf.ts and documents/kept-facts.ts through the routes that use them.
import {createHash} from 'node:crypto';
import test from 'ava';
import type {World} from '../../../functions/world.ts';
import {openBusiness} from './business.ts';
import {picture} from './picture.ts';
import {textOf} from './read-pdf.ts';

const pdfOf = async (
	{port, token}: {readonly port: number; readonly token: string},
	path: string,
): Promise<{readonly status: number; readonly bytes: Uint8Array; readonly headers: Headers}> => {
	const answer = await fetch(`http://127.0.0.1:${port}/api/v1${path}`, {headers: {authorization: `Bearer ${token}`}});
	return {status: answer.status, bytes: new Uint8Array(await answer.arrayBuffer()), headers: answer.headers};
};
const hash = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

test('issued bytes are made once, recorded with their hash, and stay whatever changes later', async (t) => {
	const business = await openBusiness();
	t.teardown(business.close);
	const token = await business.signIn('owner@example.com');
	const caller = {port: business.port, token};
	const invoice = await business.issued();
	const path = `/accounts/${business.accountId}/invoices/${invoice.id}/pdf`;
	const first = await pdfOf(caller, path);
	t.is(first.status, 200);
	t.is(first.headers.get('content-type'), 'application/pdf');
	t.regex(first.headers.get('content-disposition') ?? '', /filename="Invoice INV-2026-0001\.pdf"/);
	const [file] = (await business.stored(invoice.id)).files;
	t.deepEqual([file?.kind, file?.sha256], ['pdf', hash(first.bytes)]);

	await business.call('', {method: 'PATCH', json: {name: 'Renamed Ltd'}});
	await business.rewrite(invoice.id, {notes: 'written past every rule'});
	const second = await pdfOf(caller, path);
	t.is(hash(second.bytes), hash(first.bytes));
	t.is((await business.stored(invoice.id)).files.length, 1);
	const answered = await business.call(`/invoices/${invoice.id}`);
	t.deepEqual(answered.body.documents, [{kind: 'pdf', sha256: hash(first.bytes)}]);
	const open = await pdfOf(caller, `/public/invoices/${business.tokenOf(invoice.hostedUrl)}/pdf`);
	t.is(hash(open.bytes), hash(first.bytes));
});

test('bytes that were kept before a crash are the ones that are recorded after it', async (t) => {
	const business = await openBusiness();
	t.teardown(business.close);
	const invoice = await business.issued();
	const name = `issued/${business.accountId}/${invoice.id}.pdf`;
	const {sha256} = await business.world.files.put(
		name,
		new TextEncoder().encode('made by an earlier version'),
		'application/pdf',
	);
	const answer = await business.call(`/invoices/${invoice.id}/pdf`);
	t.is(answer.text, 'made by an earlier version');
	t.is((await business.stored(invoice.id)).files[0]?.sha256, sha256);
});

test('two who ask at once get the same bytes, recorded once', async (t) => {
	const business = await openBusiness();
	t.teardown(business.close);
	const invoice = await business.issued();
	const answers = await Promise.all([1, 2, 3].map(() => business.call(`/invoices/${invoice.id}/pdf`)));
	t.deepEqual(new Set(answers.map(({text}) => text)).size, 1);
	t.is((await business.stored(invoice.id)).files.length, 1);
});

test('a draft is rendered afresh and kept nowhere', async (t) => {
	const kept: string[] = [];
	const through = (world: World): World => ({
		...world,
		files: {
			...world.files,
			put: (name, bytes, type) => {
				kept.push(name);
				return world.files.put(name, bytes, type);
			},
		},
	});
	const business = await openBusiness({through});
	t.teardown(business.close);
	const token = await business.signIn('owner@example.com');
	const draft = await business.draft({notes: 'First words'});
	const path = `/accounts/${business.accountId}/invoices/${draft.id}/pdf`;
	const first = textOf((await pdfOf({port: business.port, token}, path)).bytes);
	t.true(first.includes('Invoice (draft)') && first.includes('First words'));
	await business.call(`/invoices/${draft.id}`, {method: 'PATCH', json: {notes: 'Second words'}});
	t.true(textOf((await pdfOf({port: business.port, token}, path)).bytes).includes('Second words'));
	t.deepEqual(kept, []);
	t.deepEqual((await business.stored(draft.id)).files, []);
});

test('a credit note describes what it takes back, is made once and recorded', async (t) => {
	const business = await openBusiness();
	t.teardown(business.close);
	const token = await business.signIn('owner@example.com');
	const invoice = await business.issued();
	const note = await business.call(`/invoices/${invoice.id}/credit-notes`, {json: {reason: 'Returned'}});
	t.is(note.status, 201, note.text);
	const path = `/accounts/${business.accountId}/credit-notes/${note.body.id}/pdf`;
	const first = await pdfOf({port: business.port, token}, path);
	const text = textOf(first.bytes);
	for (const part of ['Credit note', 'Website care', 'INV-2026-0001', 'Returned']) t.true(text.includes(part), part);
	t.is(hash((await pdfOf({port: business.port, token}, path)).bytes), hash(first.bytes));
	const stored = await business.world.db.get(`accounts/${business.accountId}/creditNotes/${note.body.id}`);
	t.is(
		JSON.stringify(stored?.fields.files),
		JSON.stringify([
			{kind: 'pdf', file: `issued/${business.accountId}/${note.body.id}.pdf`, sha256: hash(first.bytes)},
		]),
	);
});

test('the logo of the day of issue is printed', async (t) => {
	const business = await openBusiness();
	t.teardown(business.close);
	const put = await business.call('/logo', {
		method: 'PUT',
		raw: picture(64, 24),
		headers: {'content-type': 'image/png'},
	});
	t.is(put.status, 200, put.text);
	const token = await business.signIn('owner@example.com');
	const invoice = await business.issued();
	const {bytes} = await pdfOf(
		{port: business.port, token},
		`/accounts/${business.accountId}/invoices/${invoice.id}/pdf`,
	);
	t.true(Buffer.from(bytes).toString('latin1').includes('/Subtype /Image'));
	const page = await (await business.visit(invoice.hostedUrl)).text();
	t.true(page.includes('<img src="data:image/png;base64,'));
});

test('formats that come later, unknown documents, other people’s and unknown links are all not found', async (t) => {
	const business = await openBusiness();
	t.teardown(business.close);
	const other = await business.business('other@example.com');
	const invoice = await business.issued();
	const link = `/public/invoices/${business.tokenOf(invoice.hostedUrl)}`;
	const answers = await Promise.all([
		business.call(`/invoices/${invoice.id}/pdf?format=factur-x`),
		business.call('/invoices/inv_0000000000/pdf'),
		business.call('/credit-notes/crn_0000000000/pdf'),
		other.call(`/invoices/${invoice.id}/pdf`),
		business.apiFetch(`${link}/pdf?format=factur-x`),
		business.apiFetch(`${link.slice(0, -1)}A/pdf`),
		business.apiFetch(`${link.slice(0, -1)}A`),
		business.apiFetch('/public/invoices/nonsense'),
	]);
	t.deepEqual(
		answers.map(({status}) => status),
		answers.map(() => 404),
	);
	t.is((await business.call(`/invoices/${invoice.id}/pdf?format=docx`)).status, 422);
	t.is((await business.apiFetch(`/accounts/${business.accountId}/invoices/${invoice.id}/pdf`)).status, 401);
});
