import {mkdtempSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test from 'ava';
import {claimFolder} from '../../dev/only-one.ts';
import {readSettings} from '../../dev/settings.ts';

test('without settings everything has its usual place', (t) => {
	t.deepEqual(readSettings({PORT: '', OTHER: 'x'}, '/repository'), {
		port: 5000,
		workbenchPort: 5050,
		stripePort: 12_111,
		dataDir: '/repository/.data',
		seed: 'demo',
	});
});

test('settings move it', (t) => {
	const settings = {PORT: '6000', WORKBENCH_PORT: '6001', STRIPE_PORT: '6002', DATA_DIR: '/tmp/x', SEED: 'none'};
	t.deepEqual(readSettings(settings, '/repository'), {
		port: 6000,
		workbenchPort: 6001,
		stripePort: 6002,
		dataDir: '/tmp/x',
		seed: 'none',
	});
});

test('a setting that means nothing is named', (t) => {
	t.throws(() => readSettings({PORT: 'http'}, '/'), {message: /PORT/});
	t.throws(() => readSettings({PORT: '70000'}, '/'), {message: /PORT/});
	t.throws(() => readSettings({SEED: 'some'}, '/'), {message: /SEED/});
});

test('one process at a time works in a data folder', (t) => {
	const folder = join(mkdtempSync(join(tmpdir(), 'claim-')), 'new');
	const claim = claimFolder(folder);
	t.throws(() => claimFolder(folder), {message: /Another Invoice Meister/});
	claim.release();
	claimFolder(folder).release();
});
