import test from 'ava';
import {present} from '../../../../functions/recurring/core/present.ts';
import {raise} from '../../../../functions/recurring/core/raise.ts';
import {Template} from '../../../../schemas/template.ts';
import {activated, templateFields} from '../billing-world.ts';

const start = '2026-01-01T00:00:00.000Z';

test('the answer is what its schema says, and nothing that is only ours', (t) => {
	for (const template of [templateFields(), activated({}, start), activated({autoCharge: true}, start)])
		t.notThrows(() => Template.parse(present(template, 'valid', start)));
});

test('only an active template has a next date', (t) => {
	t.like(present(activated({}, start), 'none', start), {nextDate: '2026-01-31', nextAt: '2026-01-31T05:00:00.000Z'});
	for (const status of ['draft', 'paused', 'parked', 'ended'] as const)
		t.like(present({...activated({}, start), status}, 'none', start), {nextDate: null, nextAt: null, upcoming: []});
});

test('what is due already is not what comes next, but what happens now', (t) => {
	const may = '2026-05-10T09:00:00.000Z';
	const late = present(activated({}, may), 'none', may);
	t.like(late, {nextDate: '2026-05-31', nextAt: '2026-05-31T04:00:00.000Z'});
	t.is(late.upcoming[0]?.at, '2026-01-31T05:00:00.000Z');
	t.is(present(activated({ends: {type: 'after', count: 4}}, may), 'none', may).nextAt, null);
	t.is(present(activated({ends: {type: 'after', count: 4}}, may, 'latest'), 'none', may).nextDate, '2026-05-31');
	const skipping = {...activated({ends: {type: 'after', count: 2}}, may), skipsAhead: [{from: 1, before: 4}]};
	t.is(present(skipping, 'none', may).nextDate, '2026-05-31');
});

test('what comes next says why a charge may not come', (t) => {
	const why = (card: 'valid' | 'expired' | 'invalid' | 'none') =>
		present(activated({autoCharge: true, billing: 'issue'}, start), card, start).upcoming.map(
			(one) => `${one.what} ${one.why}`,
		);
	t.deepEqual(why('valid'), ['issue schedule', 'charge automatic_payment']);
	t.deepEqual(why('none'), ['issue schedule', 'charge no_card']);
	t.deepEqual(why('expired')[1], 'charge card_expired');
	t.deepEqual(
		present(activated({autoCharge: true, billing: 'draft'}, start), 'none', start).upcoming.map(({what}) => what),
		['draft'],
	);
});

test('a raise of prices that lies ahead shows until it is there', (t) => {
	const asked = {id: 'act_0001', percent: '5', from: '2026-02-28'};
	const raised = raise(activated({}, start), asked, start)?.template ?? templateFields();
	const shown = (now: string) => present(raised, 'none', now).upcoming.filter(({what}) => what === 'prices');
	t.deepEqual(shown(start), [{what: 'prices', at: '2026-02-28T05:00:00.000Z', why: 'raise_prices'}]);
	t.deepEqual(shown('2026-02-28T05:00:00.000Z'), []);
});
