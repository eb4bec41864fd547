import test from 'ava';
import {useCredit} from '../../../functions/invoices/use-credit.ts';
import {billPage} from '../../../functions/recurring/bill-page.ts';
import {startBillingRun} from '../../../functions/recurring/start-billing-run.ts';
import {openTestWorld} from '../../world.ts';

test('a run’s invoice is settled from the customer’s credit first, once, however often its message comes', async (t) => {
	const opened = await openTestWorld();
	const {world, published} = opened;
	const {call, accountId} = await opened.business('credit@shop.example');
	const customer = (await call('/customers', {json: {name: 'Buyer', autoApplyCredit: true}})).body;
	const lines = [{description: 'Care', quantity: 1, unitAmount: 1000}];
	await call('/credit-notes', {
		json: {customerId: customer.id, reason: 'Goodwill', lines: [{...lines[0], unitAmount: 1500}]},
	});
	const anchorDate = (await world.clock.now()).slice(0, 10);
	const schedule = {frequency: 'month', interval: 1, anchorDate, hour: 0};
	const template = (await call('/templates', {json: {customerId: customer.id, lines, schedule}})).body;
	await call(`/templates/${template.id}/activate`, {json: {past: 'all'}});
	await startBillingRun(world)();
	for (const {topic, message} of [...published]) if (topic === 'billing.page') await billPage(world)(message);

	const step = published.find(({topic}) => topic === 'invoice.credit');
	t.truthy(step);
	await useCredit(world)(step?.message);
	await useCredit(world)(step?.message);
	const [invoice] = (await call(`/invoices?customerId=${customer.id}`)).body.data;
	t.like(invoice, {status: 'paid', amountPaid: 1000, amountDue: 0});
	t.deepEqual((await call(`/customers/${customer.id}`)).body.creditBalances, [{currency: 'EUR', amount: 500}]);
	t.is((await world.db.get(`accounts/${accountId}/invoices/${invoice.id}`))?.fields.notify, false);
	await opened.close();
});
