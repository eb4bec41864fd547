import test from 'ava';
import {derivedId, periodInvoiceId} from '../../../functions/kernel/ids.ts';
import {id} from '../../../schemas/basics.ts';

test('the same parts give the same id, and parts are told apart', (t) => {
	t.is(derivedId('inv', 'a', 1), derivedId('inv', 'a', 1));
	t.not(derivedId('inv', 'a', 'bc'), derivedId('inv', 'ab', 'c'));
	t.not(derivedId('inv', 'a', 1), derivedId('inv', 'a', '1'));
	t.notThrows(() => id('inv').parse(derivedId('inv', 'a')));
});

test('invariant 1: the invoice of (template, epoch, period) has exactly one possible id', (t) => {
	t.is(periodInvoiceId('tpl_1', 1, 2), periodInvoiceId('tpl_1', 1, 2));
	const ids = [periodInvoiceId('tpl_1', 1, 2), periodInvoiceId('tpl_1', 2, 1), periodInvoiceId('tpl_2', 1, 2)];
	t.is(new Set(ids).size, 3);
	const long = periodInvoiceId('tpl_00VbihmZ100vlW6tOTAOxC6XCRWlrqFi2', 1, 600);
	t.is(long.length, 'tpl_00VbihmZ100vlW6tOTAOxC6XCRWlrqFi2'.length);
	t.true(long.startsWith('inv_00VbihmZ1'), 'beside those of templates made at the same time');
});
