import {existsSync, mkdtempSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test from 'ava';
import {cast, usesCard} from '../../../dev/seed/cast.ts';
import {finishDemo, prepareDemo} from '../../../dev/seed/demo.ts';
import {drafts, singleJobs, standingOrders} from '../../../dev/seed/repertoire.ts';

const folder = () => mkdtempSync(join(tmpdir(), 'seed-'));
const wall = '2026-11-22T12:00:00.000Z';

test('a folder that was never used gets the demo, which begins a year ago on the first of the month', (t) => {
	t.deepEqual(prepareDemo({dataDir: join(folder(), 'new'), seed: 'demo'}, wall), {beginAt: '2025-11-01T01:00:00.000Z'});
});

test('a folder in use is left alone', (t) => {
	const dataDir = folder();
	writeFileSync(join(dataDir, 'database.sqlite'), 'precious');
	t.is(prepareDemo({dataDir, seed: 'demo'}, wall), undefined);
	t.true(existsSync(join(dataDir, 'database.sqlite')));
});

test('a demo that was cut short is begun again from nothing, a finished one never', (t) => {
	const dataDir = folder();
	prepareDemo({dataDir, seed: 'demo'}, wall);
	writeFileSync(join(dataDir, 'database.sqlite'), 'half a story');
	writeFileSync(join(dataDir, 'lock.sqlite'), 'held');
	t.not(prepareDemo({dataDir, seed: 'demo'}, wall), undefined);
	t.false(existsSync(join(dataDir, 'database.sqlite')));
	t.true(existsSync(join(dataDir, 'lock.sqlite')));

	writeFileSync(join(dataDir, 'database.sqlite'), 'the story');
	finishDemo({dataDir});
	t.is(prepareDemo({dataDir, seed: 'demo'}, wall), undefined);
	t.true(existsSync(join(dataDir, 'database.sqlite')));
});

test('nothing is seeded where nobody asked for it', (t) => {
	t.is(prepareDemo({dataDir: folder(), seed: 'none'}, wall), undefined);
});

test('forty customers of several countries, each at an address that nobody owns', (t) => {
	t.is(cast.length, 40);
	t.is(new Set(cast.map(({email}) => email)).size, 40);
	t.true(cast.every(({email}) => email.endsWith('.example')));
	t.true(new Set(cast.map(({country}) => country)).size >= 10);
});

test('everything that is sold is sold to somebody in the cast, by card only to those who have one', (t) => {
	const sold = [...standingOrders, ...singleJobs, ...drafts].map(({customer}) => customer);
	t.true(sold.every((customer) => cast[customer] !== undefined));
	t.true(singleJobs.every(({customer}) => !usesCard(cast[customer] ?? fail())));
	t.true(standingOrders.some(({customer}) => cast[customer]?.habit === 'declined'));
});

const fail = (): never => {
	throw new Error('nobody');
};
