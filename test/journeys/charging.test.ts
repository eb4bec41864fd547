import test from 'ava';
import {billCards, declinedTwice, neverCharged, neverPaid, paidByLink} from './charging.ts';
import {startPlatform} from './platform.ts';

test('declined cards are tried again on the calendar and no more; who must confirm pays by the link', async (t) => {
	const platform = await startPlatform();
	t.teardown(platform.stop);
	const collected = await billCards(platform, [
		'pm_sim_decline_2',
		'pm_sim_decline_insufficientFunds_always',
		'pm_card_chargeCustomerFail',
		'pm_card_authenticationRequired',
	]);
	const [twice, never, refused, present] = collected.debtors;
	if (!(twice && never && refused && present)) return t.fail();
	t.is((await collected.business.get(`/invoices/${twice.invoiceId}`)).payment.state, 'failed');
	await paidByLink(t, platform, collected, present);
	await platform.walk(`${collected.year}-03-12T12:00:00.000Z`);
	await declinedTwice(t, platform, collected, twice);
	await neverPaid(t, platform, collected, never);
	await neverCharged(t, platform, collected, refused);
	const charges = (await platform.bench('/api/payments/log')).data.filter(
		({effect}: {effect: string | null}) => effect === 'charge',
	);
	t.is(charges.length, 2, 'one by retry, one by link');
});
