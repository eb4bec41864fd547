import {z} from 'zod';
import {PositiveAmount} from '../../schemas/money.ts';
import {claimOf, invoicePath, isProven} from '../invoices/index.ts';
import {ok, refuse} from '../kernel/result.ts';
import {type Route, route} from '../route.ts';
import type {World} from '../world.ts';
import {openCardSetup} from './open-card-setup.ts';
import {openCheckout} from './open-checkout.ts';
import {removeCard} from './remove-card.ts';

const writes = {kind: 'member', role: 'bookkeeper', scope: 'customers:write'} as const;
const Url = z.strictObject({url: z.url()});
const example = {answer: {url: 'https://checkout.stripe.com/c/pay/cs_test_a1B2c3'}};

/** An amount from JSON or from a form field, which is text; an empty field means all of it. */
const CheckoutRequest = z.strictObject({
	amount: z.union([PositiveAmount, z.string().regex(/^\d{0,12}$/, 'a whole number of minor units')]).nullish(),
});

export const checkoutRoutes: readonly Route[] = [
	route({
		method: 'POST',
		path: '/accounts/{account}/customers/{customer}/card-setup',
		name: 'setUpCard',
		summary: 'Open the page on which a customer leaves a card',
		access: writes,
		body: z.strictObject({
			returnUrl: z
				.url({protocol: /^https?$/})
				.max(2000)
				.nullish(),
		}),
		answer: {status: 201, schema: Url},
		refusals: ['customer_archived', 'no_stripe_account', 'payment_provider_refused'],
		example: {body: {}, ...example},
		run: async (command) => {
			const opened = await openCardSetup(command, {
				customerId: command.params.customer,
				returnUrl: command.body.returnUrl ?? null,
			});
			return opened.ok ? ok({body: opened.value}) : opened;
		},
	}),
	route({
		method: 'DELETE',
		path: '/accounts/{account}/customers/{customer}/card',
		name: 'removeCard',
		summary: 'Forget a customer’s card',
		access: writes,
		answer: {status: 204},
		refusals: [],
		example: {},
		run: async (command) => {
			const removed = await removeCard(command, command.params.customer);
			return removed.ok ? ok({}) : removed;
		},
	}),
	route({
		method: 'POST',
		path: '/public/invoices/{token}/checkout',
		name: 'payInvoice',
		summary: 'Go to the page on which an invoice is paid',
		access: {kind: 'public'},
		body: CheckoutRequest,
		form: true,
		answer: {status: 303, schema: Url},
		refusals: [
			'invoice_not_open',
			'charge_in_flight',
			'amount_exceeds_due',
			'no_stripe_account',
			'payment_provider_refused',
		],
		example: {body: {}, ...example},
		run: async ({world, params, body, request}) => {
			const target = await targetOf(world, params.token);
			if (target === undefined) return refuse('not_found');
			const amount =
				body.amount === undefined || body.amount === null || body.amount === '' ? null : Number(body.amount);
			if (amount === 0)
				return refuse('invalid_request', 'The amount is zero.', [
					{path: 'amount', code: 'too_small', message: 'must be at least 1'},
				]);
			const opened = await openCheckout(world, {...target, amount});
			if (!opened.ok) return opened;
			const wantsJson = request.accept?.includes('application/json') ?? false;
			return ok(wantsJson ? {status: 200, body: opened.value} : {status: 303, location: opened.value.url});
		},
	}),
];

/** The invoice that a link opens; undefined for any link that was not made by us. */
const targetOf = async (world: World, token: string) => {
	const claim = claimOf(token);
	if (claim === undefined) return undefined;
	const {accountId, invoiceId} = claim;
	const stored = await world.db.get(invoicePath(accountId, invoiceId));
	return stored !== undefined && (await isProven(world.vault, claim)) ? {accountId, invoiceId} : undefined;
};
