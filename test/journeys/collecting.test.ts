/** An invoice that nobody pays, on the whole platform: every function that collecting needs is there and wired. */
import test from 'ava';
import {openBusiness, standardRate} from './business.ts';
import {startPlatform} from './platform.ts';

test('what is not paid is reminded of, bears a late fee and pauses its template, each once, though the plug is pulled (I12, I13)', async (t) => {
	const platform = await startPlatform();
	t.teardown(platform.stop);
	const business = await openBusiness(platform, 'patient@sonnenschein.example');
	const year = Number((await platform.now()).slice(0, 4)) + 1;
	await platform.walk(`${year}-02-20T09:00:00.000Z`);
	await business.call('', {
		method: 'PATCH',
		json: {
			reminders: [{offsetDays: -3}, {offsetDays: 5}],
			lateFee: {amount: 4000, afterDays: 10},
			finalAction: 'pauseTemplate',
		},
	});
	const customer = await business.post('/customers', {name: 'Late Ltd', email: 'late@example.org', locale: 'en-IE'});
	const template = await business.post('/templates', {
		customerId: customer.id,
		lines: [{description: 'Care', quantity: 1, unitAmount: 10_000, taxRateIds: [await standardRate(business)]}],
		schedule: {frequency: 'month', interval: 3, anchorDate: `${year}-03-01`, hour: 7},
	});
	await business.post(`/templates/${template.id}/activate`);
	await platform.walk(`${year}-03-02T12:00:00.000Z`);
	const [invoice] = (await business.get(`/templates/${template.id}/invoices`)).data;
	t.is(invoice.dueDate, `${year}-03-15`);
	t.deepEqual(
		invoice.upcoming.map(({what, why, at}: {[name: string]: string}) => `${what} ${why} ${at}`),
		[
			`reminder before_due ${year}-03-12T06:00:00.000Z`,
			`due payment_terms ${year}-03-14T23:00:00.000Z`,
			`reminder overdue ${year}-03-20T06:00:00.000Z`,
			`late_fee overdue ${year}-03-25T06:00:00.000Z`,
			`final_action pause_template ${year}-04-01T05:00:00.000Z`,
		],
	);
	await platform.walk(`${year}-03-20T12:00:00.000Z`);
	await platform.kill9();
	await platform.restart();
	await platform.walk(`${year}-04-05T12:00:00.000Z`);
	const mails: readonly {readonly at: string; readonly subject: string}[] = (
		await platform.bench('/api/mail?to=late@example.org')
	).data;
	const [fee] = (await business.get(`/invoices?customerId=${customer.id}`)).data;
	t.like(fee, {kind: 'late_fee', status: 'open', total: 4000, issueDate: `${year}-03-25`, dueDate: `${year}-04-08`});
	t.deepEqual(mails.map(({at, subject}) => `${at.slice(5, 10)} ${subject.split(' from ')[0]}`).sort(), [
		`03-01 Invoice ${invoice.number}`,
		`03-12 Reminder: invoice ${invoice.number}`,
		`03-20 Reminder: invoice ${invoice.number}`,
		`03-25 Late fee ${fee.number}`,
		`04-05 Reminder: invoice ${fee.number}`,
	]);
	t.is((await business.get(`/templates/${template.id}`)).status, 'paused');
	t.deepEqual((await business.get(`/invoices/${invoice.id}`)).upcoming, []);
});
