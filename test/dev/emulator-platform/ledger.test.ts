import test from 'ava';
import {openLedger} from '../../../dev/emulator-platform/ledger.ts';

const ledger = () => {
	const time = {ms: 0};
	const opened = openLedger({
		listeners: (topic) => (topic === 'nobody' ? 0 : 1),
		maxAttempts: () => 3,
		giveUpMs: 5000,
		nowMs: () => time.ms,
	});
	const tries = (delivery: string, delivered: boolean): void => {
		opened.begin();
		opened.end('work', delivery, delivered);
	};
	return {...opened, tries, time};
};

test('all is quiet before anything is published, and once what was announced is delivered', (t) => {
	const {announce, begin, end, isQuiet, tries} = ledger();
	t.true(isQuiet());
	announce('work', 2);
	announce('nobody', 5);
	t.false(isQuiet());
	tries('a', true);
	begin();
	t.false(isQuiet());
	end('work', 'b', true);
	t.true(isQuiet());
});

test('a message that failed is on its way until it succeeds or has been tried too often', (t) => {
	const {announce, isQuiet, tries} = ledger();
	announce('work', 2);
	tries('a', false);
	tries('a', false);
	tries('b', false);
	t.false(isQuiet());
	tries('b', true);
	t.false(isQuiet());
	tries('a', false);
	t.true(isQuiet());
});

test('a message delivered twice counts once', (t) => {
	const {announce, isQuiet, tries} = ledger();
	announce('work', 2);
	tries('a', true);
	tries('a', true);
	t.false(isQuiet());
});

test('what was announced and never sent is written off after a while, but never while something runs', (t) => {
	const {announce, begin, end, isQuiet, time} = ledger();
	announce('work', 1);
	time.ms = 5000;
	t.false(isQuiet());
	begin();
	time.ms = 60_000;
	t.false(isQuiet());
	end('work', 'other', false);
	time.ms = 65_001;
	t.true(isQuiet());
});
