/** Invariants 15, 16, 17, 18, 31, 32, I6 and I7: money at the provider is money in the books, and was asked for once. */
import type {Books, Entry} from './books.ts';
import type {Provider, ProviderCall, ProviderCharge} from './provider.ts';
import type {Quiet} from './quiet.ts';
import {unless, type Violation} from './violation.ts';

export const chargeViolations = (books: Books, {provider}: Quiet): readonly Violation[] => [
	...books.invoices.flatMap(slotViolations),
	...(provider === undefined ? [] : providerViolations(books, provider)),
];

/** Nothing is under way or unknown without somebody who will ask (15, 18); nothing is charged that has nothing to charge (31). */
const slotViolations = (invoice: Entry<'invoices'>): readonly Violation[] => {
	const {path, charge, pending, total} = invoice;
	if (charge === null) return [];
	const asks = pending.some(({step}) => step === 'invoice.charge' || step === 'invoice.ask');
	const isOpenEnded = charge.state === 'unknown' || charge.state === 'processing' || charge.state === 'scheduled';
	return [
		...unless(!isOpenEnded || asks, '18', path, `the charge is ${charge.state} and nobody will ask`),
		...unless(total > 0 || charge.intentId === null, '31', path, `a total of ${total} was charged`),
		...unless(charge.state !== 'succeeded' || charge.intentId !== null, '16', path, 'succeeded without an intent'),
	];
};

const providerViolations = (books: Books, provider: Provider): readonly Violation[] => [
	...keyViolations(provider),
	...intentViolations(provider),
	...moneyViolations(books, provider),
	...invoiceViolations(books, provider),
];

/** What names an attempt: nothing in it tells the time or was drawn by lot (17). */
const automaticKey = /^im:inv_\w+:\d{1,3}:(create:\d{1,12}:pm_\w+|confirm:\d{1,3}|update:\d{1,3}:\d{1,12})$/;

const movesMoney = /:(confirm:\d+|refund)$/;

const keyViolations = ({calls}: Provider): readonly Violation[] =>
	[...Map.groupBy(calls, ({key}) => key)].flatMap(([key, same]) => {
		if (key === null) return [];
		const effects = same.filter(({effect}) => effect !== null);
		const isAttempt = /:(create|confirm|update):/.test(key);
		// The provider forgets keys after a day. What it then does twice moves no money: an intent never confirmed, a page.
		const isForgotten = !movesMoney.test(key) && effects.every((one, index) => isDayAfter(one, effects[index - 1]));
		return [
			...unless(effects.length <= 1 || isForgotten, '17', key, `${effects.length} effects under one key`),
			...unless(new Set(same.map(({path}) => path)).size === 1, '17', key, 'one key for several calls'),
			...unless(!isAttempt || automaticKey.test(key), '17', key, 'a key that names more than the work'),
		];
	});

/** Less a little: the provider counts in whole seconds. */
const almostADayMs = 86_390_000;
const isDayAfter = (one: ProviderCall, before: ProviderCall | undefined): boolean =>
	before === undefined || Date.parse(one.at) - Date.parse(before.at) >= almostADayMs;

/** One PaymentIntent for an invoice and cycle is ever handed over (15). What a crash left behind unconfirmed is no attempt. */
const intentViolations = ({intents}: Provider): readonly Violation[] => {
	const automatic = intents.filter(({metadata}) => metadata.via === 'automatic');
	const cycles = Map.groupBy(automatic, ({metadata}) => `${metadata.invoice} cycle ${metadata.cycle}`);
	return [...cycles].flatMap(([cycle, made]) => {
		const alive = made.filter(({status}) => status !== 'canceled' && status !== 'requires_confirmation');
		return unless(alive.length <= 1, '15', cycle, `${alive.length} intents: ${alive.map(({id}) => id).join(' ')}`);
	});
};

const isMoney = ({status}: Entry<'payments'>): boolean =>
	status === 'succeeded' || status === 'reversed' || status === 'disputed';

/** Every charge is one payment of its amount, and every payment by the provider is a charge (16, I7). */
const moneyViolations = ({payments}: Books, {charges}: Provider): readonly Violation[] => {
	const paid = payments.filter((payment) => payment.provider !== null && isMoney(payment));
	const intentOf = ({provider}: Entry<'payments'>) => `${provider?.on} ${provider?.intentId}`;
	const placeOf = ({on, intentId}: ProviderCharge) => `${on} ${intentId}`;
	const recorded = Map.groupBy(paid, intentOf);
	const taken = Map.groupBy(charges, placeOf);
	return [
		...[...taken].flatMap(([intent, rows]) => [
			...unless(rows.length === 1, '16', intent, `charged ${rows.length} times`),
			...unless(
				recorded.get(intent)?.length === 1,
				'16',
				intent,
				`${recorded.get(intent)?.length ?? 0} payments for it`,
			),
			...rows.flatMap(({amount, currency}) =>
				(recorded.get(intent) ?? []).flatMap((payment) =>
					unless(
						payment.amount === amount && payment.currency === currency,
						'32',
						payment.path,
						`${payment.amount} ${payment.currency} recorded, ${amount} ${currency} taken`,
					),
				),
			),
		]),
		...paid.flatMap((payment) =>
			unless(taken.has(intentOf(payment)), '16', payment.path, `no charge for ${intentOf(payment)}`),
		),
	];
};

/** Automatic charges of an invoice, less what was refunded of them, never come to more than it asks for (16). */
const invoiceViolations = ({invoices, payments}: Books, {charges, intents}: Provider): readonly Violation[] => {
	const intentOf = new Map(intents.map((intent) => [intent.id, intent]));
	const automatic = charges.filter(({intentId}) => intentOf.get(intentId)?.metadata.via === 'automatic');
	const byInvoice = Map.groupBy(automatic, ({intentId}) => intentOf.get(intentId)?.metadata.invoice);
	return invoices.flatMap(({path, id, total}) => {
		const refunded = payments
			.filter(({allocations}) => allocations.some(({invoiceId}) => invoiceId === id))
			.reduce((sum, {amountRefunded}) => sum + amountRefunded, 0);
		const sum = (byInvoice.get(id) ?? []).reduce((taken, {amount}) => taken + amount, 0);
		return unless(
			sum - refunded <= Math.max(0, total),
			'16',
			path,
			`${sum} charged for ${total}, ${refunded} refunded`,
		);
	});
};
