import test from 'ava';
import {present} from '../../../../functions/recurring/core/present.ts';
import {Template} from '../../../../schemas/template.ts';
import {activated, templateFields} from '../billing-world.ts';

const start = '2026-01-01T00:00:00.000Z';

test('the answer is what its schema says, and nothing that is only ours', (t) => {
	for (const template of [templateFields(), activated({}, start), activated({autoCharge: true}, start)])
		t.notThrows(() => Template.parse(present(template, 'valid')));
});

test('only an active template has a next date', (t) => {
	t.like(present(activated({}, start), 'none'), {nextDate: '2026-01-31', nextAt: '2026-01-31T05:00:00.000Z'});
	for (const status of ['draft', 'paused', 'parked', 'ended'] as const)
		t.like(present({...activated({}, start), status}, 'none'), {nextDate: null, nextAt: null, upcoming: []});
});

test('what comes next says why a charge may not come', (t) => {
	const why = (card: 'valid' | 'expired' | 'invalid' | 'none') =>
		present(activated({autoCharge: true, billing: 'issue'}, start), card).upcoming.map(
			(one) => `${one.what} ${one.why}`,
		);
	t.deepEqual(why('valid'), ['issue schedule', 'charge automatic_payment']);
	t.deepEqual(why('none'), ['issue schedule', 'charge no_card']);
	t.deepEqual(why('expired')[1], 'charge card_expired');
	t.deepEqual(
		present(activated({autoCharge: true, billing: 'draft'}, start), 'none').upcoming.map(({what}) => what),
		['draft'],
	);
});
