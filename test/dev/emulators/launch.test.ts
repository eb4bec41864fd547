import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {setTimeout as pause} from 'node:timers/promises';
import test from 'ava';
import {findEmulators, findJava} from '../../../dev/emulators/find.ts';
import {startFirestoreEmulator} from '../../../dev/emulators/launch.ts';

// Before any test is declared: AVA wants them all at once.
const [{firestore}, java] = await Promise.all([findEmulators(), findJava()]);
const here = firestore !== undefined && java !== undefined;
if (!here && process.env.CI === 'true') throw new Error('CI needs the Firestore emulator and Java 21');
if (!here) console.error('\n*** NO Firestore EMULATOR OR NO JAVA 21: THE TESTS OF ITS LAUNCH ARE SKIPPED ***\n');
const onlyHere = here ? test : test.skip;

const answers = async (host: string): Promise<boolean> =>
	fetch(`http://${host}/`).then(
		({ok}) => ok,
		() => false,
	);

onlyHere('an emulator answers when it has started and is gone when it has stopped', async (t) => {
	const emulator = await startFirestoreEmulator();
	t.true(await answers(emulator?.host ?? ''));
	await emulator?.stop();
	t.false(await answers(emulator?.host ?? ''));
});

onlyHere('an emulator ends with its starter, even after kill -9', async (t) => {
	const launcher = new URL('../../../dev/emulators/launch.ts', import.meta.url).href;
	const program = `
		const {startFirestoreEmulator} = await import(${JSON.stringify(launcher)});
		process.stdout.write((await startFirestoreEmulator()).host);
		setInterval(() => {}, 1000);`;
	const flags = ['--no-warnings', '--input-type=module', '-e', program];
	const starter = spawn(process.execPath, flags, {stdio: ['ignore', 'pipe', 'inherit']});
	const [host] = await once(starter.stdout, 'data');
	t.true(await answers(String(host)));
	starter.kill('SIGKILL');
	for (let turn = 0; turn < 100 && (await answers(String(host))); turn++) await pause(50);
	t.false(await answers(String(host)));
});
