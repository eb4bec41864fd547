import test from 'ava';
import {bill} from '../../../../functions/recurring/core/bill.ts';
import {chargeDate, draftOf, invoiceOf, type Making} from '../../../../functions/recurring/core/document.ts';
import {InvoiceDocument} from '../../../../schemas/invoice.ts';
import type {TemplateDocument} from '../../../../schemas/template.ts';
import {activated} from '../billing-world.ts';

const now = '2026-01-31T06:00:00.000Z';
const numbered = {number: 'INV-1', issueDate: '2026-01-31'};
const making: Making = {runId: 'run_1000', now, sellerVersion: 3, notify: false, reminders: []};
const first = (fields: Partial<TemplateDocument>) => {
	const template = activated(fields, '2026-01-01T00:00:00.000Z');
	const [period] = bill(template, {asOf: now, now}).periods;
	if (!period) throw new Error('nothing due');
	return {template, period};
};
const invoice = (fields: Partial<TemplateDocument> = {}, more: Partial<typeof making> = {}) => {
	const {template, period} = first(fields);
	return invoiceOf(template, period, numbered, {...making, ...more});
};

test('an issued invoice is whole: number, dates, period, snapshot, postings, origin', (t) => {
	const issued = invoice({notes: 'For {{period.month}}, {{number}}, due {{dueDate}}'}, {notify: true});
	t.notThrows(() => InvoiceDocument.parse(issued));
	t.like(issued, {
		status: 'open',
		number: 'INV-1',
		dueDate: '2026-02-14',
		period: {start: '2026-01-31', end: '2026-02-27'},
		sellerVersion: 3,
		notes: 'For January, INV-1, due February 14, 2026',
		draft: null,
	});
	t.deepEqual(
		issued.pending.map(({step}) => step),
		['invoice.mail', 'invoice.notify', 'invoice.collect'],
	);
	t.is(issued.previewHash?.length, 64);
});

/** The first look of collecting: the invoice is due on 14 February. */
const look = {step: 'invoice.collect', at: '2026-02-15T05:00:00.000Z'} as const;

test('the outbox is in order: charge, mail, events, collecting', (t) => {
	t.deepEqual(
		invoice({autoCharge: true}, {notify: true}).pending.map(({step, at}) => [step, at]),
		[
			['invoice.charge', now],
			['invoice.mail', now],
			['invoice.notify', now],
			['invoice.collect', look.at],
		],
	);
	const due = invoice({autoCharge: true, chargeOn: 'due', billing: 'issue'});
	t.deepEqual(due.pending, [{step: 'invoice.charge', at: '2026-02-14T05:00:00.000Z'}, look]);
	t.like(due.charge, {state: 'scheduled', nextAttemptAt: '2026-02-14T05:00:00.000Z'});
	t.deepEqual(invoice({billing: 'issue'}).pending, [look]);
	const reminded = invoice({billing: 'issue'}, {reminders: [{offsetDays: -3}, {offsetDays: 7}]});
	t.deepEqual(reminded.pending, [{...look, at: '2026-02-11T05:00:00.000Z'}]);
});

test('nobody is charged before the notice has run out', (t) => {
	const {template} = first({});
	t.is(chargeDate({...template, chargeOn: 'issue', noticeDays: 5}, '2026-01-31'), '2026-02-05');
	t.is(chargeDate({...template, chargeOn: 'due', noticeDays: 5}, '2026-01-31'), '2026-02-14');
	t.is(chargeDate({...template, chargeOn: 'due', noticeDays: 20}, '2026-01-31'), '2026-02-20');
	t.is(chargeDate({...template, chargeOn: 'issue', noticeDays: null}, '2026-01-31'), '2026-01-31');
});

test('documents of a test account wait for its own clock', (t) => {
	t.is(invoice({dueShard: 'T:acc_0001'}).actShard, 'T:acc_0001');
});

test('a draft can be edited as if a person had entered it', (t) => {
	const {template, period} = first({autoCharge: true});
	const draft = draftOf(template, period, '2026-01-31', {...making, notify: true});
	t.notThrows(() => InvoiceDocument.parse(draft));
	t.like(draft, {status: 'draft', number: null, dueDate: '2026-02-14', charge: null});
	t.deepEqual(
		draft.pending.map(({kind}) => kind),
		['invoice.created'],
	);
	t.deepEqual(
		draft.draft?.lines.map(({description, taxRateIds}) => [description, taxRateIds]),
		[['Hosting January', ['tax_0001']]],
	);
});
