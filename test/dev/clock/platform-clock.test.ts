import {mkdtempSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test from 'ava';
import {platformClock} from '../../../dev/clock/platform-clock.ts';

const start = Date.parse('2026-01-01T12:00:00.000Z');

const machine = () => {
	let wallMs = start;
	const file = join(mkdtempSync(join(tmpdir(), 'clock-')), 'clock.json');
	return {
		open: () => platformClock(file, () => wallMs),
		pass: (ms: number) => {
			wallMs += ms;
		},
	};
};

test('a new clock shows the machine’s time and runs with it', (t) => {
	const {open, pass} = machine();
	const clock = open();
	t.is(clock.now(), '2026-01-01T12:00:00.000Z');
	pass(1500);
	t.is(clock.now(), '2026-01-01T12:00:01.500Z');
});

test('a clock in a walk stands still, then runs on from where it stood', (t) => {
	const {open, pass} = machine();
	const clock = open();
	clock.standAt('2026-02-01T06:00:00.000Z');
	pass(5000);
	t.is(clock.now(), '2026-02-01T06:00:00.000Z');
	clock.reached('2026-02-01T06:00:00.000Z');
	clock.release();
	t.is(clock.now(), '2026-02-01T06:00:00.000Z');
	pass(1000);
	t.is(clock.now(), '2026-02-01T06:00:01.000Z');
});

test('a clock keeps its offset over a restart, and the time in between passes', (t) => {
	const {open, pass} = machine();
	const clock = open();
	clock.standAt('2026-02-01T06:00:00.000Z');
	clock.reached('2026-02-01T06:00:00.000Z');
	clock.release();
	pass(60_000);
	t.is(open().now(), '2026-02-01T06:01:00.000Z');
});

test('after a crash in a walk the clock is at the last instant that was finished', (t) => {
	const {open, pass} = machine();
	const clock = open();
	clock.standAt('2026-02-01T06:00:00.000Z');
	clock.reached('2026-02-01T06:00:00.000Z');
	clock.standAt('2026-03-01T06:00:00.000Z');
	pass(60_000);
	const found = open();
	t.is(found.now(), '2026-02-01T06:00:00.000Z');
	pass(1000);
	t.is(found.now(), '2026-02-01T06:00:01.000Z');
});

test('a crash before the first instant was finished leaves the clock where the walk began', (t) => {
	const {open} = machine();
	open().standAt('2026-03-01T06:00:00.000Z');
	t.is(open().now(), '2026-01-01T12:00:00.000Z');
});

test('the clock never goes back', (t) => {
	const {open, pass} = machine();
	const clock = open();
	clock.now();
	pass(-10_000);
	t.is(clock.now(), '2026-01-01T12:00:00.000Z');
	t.throws(() => clock.standAt('2025-12-31T00:00:00.000Z'));
});
