/** From process start to the first answer: our API bundle against an empty function that imports the Firestore client. */
import {execFileSync, spawn} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {setTimeout as pause} from 'node:timers/promises';
import {freePort} from '../../dev/web/listen.ts';
import {type Figure, median} from './report.ts';

const rounds = 7;
const root = join(import.meta.dirname, '../..');

/** Builds the bundles first, so that what is measured is what would be deployed now. */
export const coldStartFigures = async (): Promise<readonly Figure[]> => {
	execFileSync(process.execPath, [join(root, 'dev/build/build.ts')], {cwd: root, stdio: 'ignore'});
	const folder = mkdtempSync(join(root, '.build', 'empty-'));
	writeFileSync(join(folder, 'package.json'), '{"type":"module","main":"index.js"}');
	writeFileSync(
		join(folder, 'index.js'),
		"import '@google-cloud/firestore';\nimport {http} from '@google-cloud/functions-framework';\nhttp('empty', (_request, response) => response.send('ok'));\n",
	);
	const ours: number[] = [];
	const empty: number[] = [];
	try {
		for (let round = 0; round < rounds; round++) {
			empty.push(await firstAnswer(folder, 'empty', '/'));
			ours.push(await firstAnswer(join(root, '.build/functions'), 'api', '/health'));
		}
	} finally {
		rmSync(folder, {recursive: true});
	}
	return [
		{
			name: 'cold start of the API bundle vs an empty function with Firestore',
			value: median(ours) / median(empty),
			unit: '×',
			budget: {max: 1.3},
			note: `${median(ours).toFixed(0)} ms against ${median(empty).toFixed(0)} ms`,
		},
	];
};

/** What infra/ tells a function; nothing of it is reached before the first answer. */
const deployed = {
	PUBLIC_URL: 'https://app.example',
	WRAPPING_KEY: 'projects/bench/locations/eu/keyRings/r/cryptoKeys/k',
	SIGNING_KEY_VERSION: 'projects/bench/locations/eu/keyRings/r/cryptoKeys/s/cryptoKeyVersions/1',
	FILES_BUCKET: 'bench',
	SMTP_HOST: 'localhost',
	SMTP_PORT: '25',
	SMTP_ENCRYPTION: 'tls',
	MAIL_FROM: 'post@app.example',
};

const firstAnswer = async (source: string, target: string, path: string): Promise<number> => {
	const port = await freePort();
	const framework = join(root, 'node_modules/@google-cloud/functions-framework/build/src/main.js');
	const startedAt = performance.now();
	const child = spawn(process.execPath, [framework, `--source=${source}`, `--target=${target}`, `--port=${port}`], {
		stdio: 'ignore',
		env: {
			...process.env,
			GOOGLE_CLOUD_PROJECT: 'bench',
			FIRESTORE_EMULATOR_HOST: '127.0.0.1:9',
			PUBSUB_EMULATOR_HOST: '127.0.0.1:9',
			FUNCTION_TARGET: target,
			...deployed,
		},
	});
	try {
		for (let tries = 0; tries < 2000; tries++) {
			const answered = await fetch(`http://127.0.0.1:${port}${path}`).then(
				(answer) => answer.status < 600,
				() => false,
			);
			if (answered) return performance.now() - startedAt;
			await pause(5);
		}
		throw new Error(`${target} did not answer`);
	} finally {
		child.kill('SIGKILL');
	}
};
