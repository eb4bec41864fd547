import test from 'ava';
import {
	holdsEverything,
	lacksOptional,
	lockHash,
	onlyForeignOptionalMissing,
	readStamp,
	scopeOf,
	whatToInstall,
} from '../../../dev/setup/stamp.mjs';

const here = {lock: 'abc', machine: 'linux-x64'};
const stampOf = (scope: 'start' | 'full', changes = {}) => ({scope, ...here, ...changes});

const table = [
	['a fresh clone gets what npm start needs', 'start', undefined, 'start'],
	['a fresh clone gets everything for the tests', 'full', undefined, 'full'],
	['a second start installs nothing', 'start', stampOf('start'), 'nothing'],
	['an installation of everything serves npm start', 'start', stampOf('full'), 'nothing'],
	['the tests widen what npm start installed', 'full', stampOf('start'), 'full'],
	['another lockfile installs again', 'start', stampOf('start', {lock: 'other'}), 'start'],
	['another lockfile never narrows a full installation', 'start', stampOf('full', {lock: 'other'}), 'full'],
	['node_modules of another machine are made anew', 'start', stampOf('start', {machine: 'darwin-arm64'}), 'start'],
] as const;

for (const [title, wanted, stamp, expected] of table) {
	test(title, (t) => {
		t.is(whatToInstall({wanted, stamp, ...here}), expected);
	});
}

test('a torn or foreign stamp counts as none', (t) => {
	for (const text of ['', '{', 'null', '{"scope":"some","lock":"a","machine":"b"}', '{"scope":"full"}']) {
		t.is(readStamp(text), undefined);
	}
	t.deepEqual(readStamp(JSON.stringify(stampOf('full'))), stampOf('full'));
});

test('only known words are taken', (t) => {
	t.is(scopeOf('start'), 'start');
	t.is(scopeOf('test'), 'full');
	t.is(scopeOf('emulators'), 'full');
	t.throws(() => scopeOf('constructor'));
	t.throws(() => scopeOf(undefined));
});

test('the hash of the lockfile changes with it', (t) => {
	t.not(lockHash('{"a":1}'), lockHash('{"a":2}'));
});

test('an installation made by hand is adopted when nothing but optional packages is missing', (t) => {
	const lock = {
		packages: {
			'': {name: 'root'},
			dev: {version: '0.1.0'},
			'node_modules/a': {version: '1.0.0'},
			'node_modules/b': {version: '2.0.0', optional: true},
			'node_modules/dev': {link: true},
		},
	};
	const installed = (version: string) => JSON.stringify({packages: {'node_modules/a': {version}}});
	t.true(holdsEverything(JSON.stringify(lock), installed('1.0.0')));
	t.false(holdsEverything(JSON.stringify(lock), installed('1.0.1')));
	t.false(holdsEverything(JSON.stringify(lock), ''));
});

test('a lockfile that lacks only packages the registry does not have still installs', (t) => {
	t.true(
		onlyForeignOptionalMissing('npm error Missing: @x/win32@ from lock file\nnpm error Missing: y@ from lock file'),
	);
	t.false(
		onlyForeignOptionalMissing(
			'npm error Missing: @x/win32@ from lock file\nnpm error Missing: y@2.0.0 from lock file',
		),
	);
	t.false(onlyForeignOptionalMissing('npm error code ENOTFOUND'));
});

test('a lockfile that lacks optional packages it names is recognised', (t) => {
	const lock = (...held: readonly string[]) =>
		JSON.stringify({
			packages: Object.fromEntries([
				[
					'node_modules/tool',
					{version: '1.0.0', optionalDependencies: {'@tool/linux': '1.0.0', '@tool/win32': '1.0.0'}},
				],
				...held.map((name) => [`node_modules/${name}`, {version: '1.0.0', optional: true}]),
			]),
		});
	t.true(lacksOptional(lock('@tool/linux')));
	t.false(lacksOptional(lock('@tool/linux', '@tool/win32')));
});
