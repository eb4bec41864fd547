import test from 'ava';
import {composeTemplate, inputOf, planOf} from '../../../../functions/recurring/core/compose.ts';
import {TemplateDocument, TemplateInput} from '../../../../schemas/template.ts';
import {templateFacts as facts} from '../billing-world.ts';

const input = (fields: object = {}): TemplateInput =>
	TemplateInput.parse({
		customerId: 'cus_0001',
		lines: [{description: 'Hosting', quantity: 1, unitAmount: 1000, taxRateIds: ['tax_0001']}],
		schedule: {frequency: 'month', interval: 1, anchorDate: '2026-01-31'},
		...fields,
	});

test('a template copies all that billing needs, and is a document that its schema allows', (t) => {
	const composed = composeTemplate('tpl_0001', input(), facts());
	t.true(composed.ok);
	if (!composed.ok) return;
	t.notThrows(() => TemplateDocument.parse(composed.value));
	t.like(composed.value, {
		status: 'draft',
		currency: 'EUR',
		zone: 'Europe/Berlin',
		locale: 'fr',
		party: 's1.party',
		notes: 'From the account',
		effectiveTerms: {days: 30, from: 'issue'},
		stripeOn: 'acct_1',
		retryDays: [1, 3],
		dueAt: null,
	});
	t.deepEqual(inputOf(composed.value, facts().now).lines, input().lines);
	t.deepEqual(inputOf(composed.value, facts().now).schedule, input().schedule);
});

test('a test account’s template waits for its own clock', (t) => {
	const composed = composeTemplate('tpl_0001', input(), {...facts(), dueShard: 'T:acc_0001'});
	t.like(composed.ok && composed.value, {dueShard: 'T:acc_0001', actShard: 'T:acc_0001'});
});

test('the ids of lines follow from the template and its version', (t) => {
	const ids = (nth: number) =>
		planOf('tpl_0123456789abcdef0123456789abcdef', input(), null, nth).lines.map(({id}) => id);
	t.deepEqual(ids(3), ids(3));
	t.notDeepEqual(ids(3), ids(4));
	t.true((ids(99)[0]?.length ?? 99) <= 44);
});
