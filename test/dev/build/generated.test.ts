import {join} from 'node:path';
import test from 'ava';
import {firebaseJson} from '../../../dev/build/firebase-json.ts';
import {functionsYaml} from '../../../dev/build/functions-yaml.ts';
import {drifted} from '../../../dev/build/generated.ts';
import {yamlOf} from '../../../dev/build/yaml.ts';
import {clientHeaders} from '../../../dev/web/headers.ts';
import {functions} from '../../../functions/index.ts';

test('the generated files in the repository are what the tables say', (t) => {
	t.deepEqual(drifted(join(import.meta.dirname, '..', '..', '..')), []);
});

test('a changed table makes another manifest', (t) => {
	const changed = functions.map((entry) => (entry.name === 'sweep' ? {...entry, timeoutSeconds: 7} : entry));
	t.not(functionsYaml(changed), functionsYaml(functions));
});

test('every function is in the manifest, closed, under its own account', (t) => {
	const text = functionsYaml(functions);
	for (const {name} of functions) t.true(text.includes(`\n  ${name}:\n    entryPoint: ${name}\n`), name);
	t.is(text.split('        - private\n').length - 1, functions.length);
	t.is(new Set(text.match(/serviceAccount: .*/g)).size, functions.length);
});

test('Hosting serves the client with the headers of the local platform, and a missing file stays missing', (t) => {
	const {headers, rewrites} = firebaseJson(functions).hosting;
	const everywhere = headers.find(({source}) => source === '**')?.headers ?? [];
	for (const [key, value] of Object.entries(clientHeaders([]))) {
		const served = everywhere.find((header) => header.key === key)?.value ?? '';
		t.is(served.replace(/connect-src 'self'[^;]*/, "connect-src 'self'"), value);
	}
	const last = rewrites.at(-1);
	const client = new RegExp(last && 'regex' in last ? last.regex : '$.');
	for (const path of ['/', '/customers', '/acc_1/invoices/inv_1', '/i.j/k']) t.regex(path, client);
	for (const path of ['/assets/gone.js', '/favicon.ico']) t.notRegex(path, client);
	const paths = functions.flatMap((entry) => (entry.kind === 'http' ? [...entry.paths] : []));
	t.deepEqual(
		rewrites.flatMap((rule) => ('source' in rule ? [rule.source] : [])),
		paths,
	);
});

test('YAML quotes what could be read as something else', (t) => {
	t.is(
		yamlOf({a: 'plain', 'b*': '* * * * *', c: [1, {d: true, e: ['x']}], f: {}, g: []}),
		'a: plain\n"b*": "* * * * *"\nc:\n  - 1\n  - d: true\n    e:\n      - x\nf: {}\ng: []\n',
	);
});
