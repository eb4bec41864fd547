/** Customers with a card each and a template that charges it, made through the API, all due now. */
import type {TestWorld} from '../world.ts';

export const putDueOf = async (opened: TestWorld, stripe: {readonly url: string}, count: number): Promise<void> => {
	const {call, accountId} = await opened.business('bench@shop.example');
	const rate = (await call('/tax-rates')).body.data[0].id;
	const today = (await opened.world.clock.now()).slice(0, 10);
	for (let nth = 0; nth < count; nth++) {
		const customer = (await call('/customers', {json: {name: `Buyer ${nth}`, email: `buyer${nth}@shop.example`}})).body;
		const {url} = (await call(`/customers/${customer.id}/card-setup`, {json: {}})).body;
		await fetch(url, {method: 'POST', redirect: 'manual', body: new URLSearchParams({card: 'pm_card_visa'})});
		await saveCard(opened, accountId, customer.id, stripe);
		const template = (
			await call('/templates', {
				json: {
					customerId: customer.id,
					autoCharge: true,
					lines: [{description: 'Care', quantity: 1, unitAmount: 2900, taxRateIds: [rate]}],
					schedule: {frequency: 'month', interval: 1, anchorDate: today, hour: 0},
				},
			})
		).body;
		await call(`/templates/${template.id}/activate`, {json: {past: 'all'}});
	}
};

const saveCard = async (
	opened: TestWorld,
	account: string,
	customerId: string,
	stripe: {readonly url: string},
): Promise<void> => {
	const {recordOutcome} = await import('../../functions/payments/record-outcome.ts');
	const stored = await opened.world.db.get(`accounts/${account}/customers/${customerId}`);
	const link = stored?.fields.stripe;
	const on = typeof link === 'object' && link !== null && 'on' in link ? String(link.on) : '';
	const sessions = await fetch(`${stripe.url}/v1/checkout/sessions?limit=1`, {
		headers: {authorization: 'Bearer sk_test_bench', 'stripe-account': on},
	});
	const body: {readonly data: readonly {readonly id: string}[]} = await sessions.json();
	const message = {
		id: 'evt_0',
		type: 'checkout.session.completed',
		on,
		objectKind: 'checkout.session',
		objectId: body.data[0]?.id ?? '',
		metadata: {},
	};
	await recordOutcome(opened.world)(message);
};
