import {z} from 'zod';
import {PositiveAmount} from '../../schemas/money.ts';
import {readCustomer} from '../customers/index.ts';
import {claimOf, invoicePath, isProven, readInvoice} from '../invoices/index.ts';
import {ok, refuse} from '../kernel/result.ts';
import {answering, type Reply, type Route, route} from '../route.ts';
import type {World} from '../world.ts';
import {openCardSetup} from './open-card-setup.ts';
import {type Opened, openCheckout, payable, type Target} from './open-checkout.ts';
import {removeCard} from './remove-card.ts';

const writes = {kind: 'member', role: 'bookkeeper', scope: 'customers:write'} as const;
const Url = z.strictObject({url: z.url()});
const example = {answer: {url: 'https://checkout.stripe.com/c/pay/cs_test_a1B2c3'}};

/** An amount from JSON or from a form field, which is text; an empty field means all of it. */
const FormAmount = z
	.string()
	.regex(/^(|[1-9]\d{0,11})$/, 'a whole number of minor units, at least 1')
	.transform((text) => (text === '' ? null : Number(text)));
const CheckoutRequest = z.strictObject({amount: z.union([PositiveAmount, FormAmount]).nullish()});

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
		stateRefusal: async ({world, account, params}) => {
			const read = await readCustomer(world.db, account.id, params.customer);
			if (read === undefined) return {code: 'not_found'};
			if (read.document.archivedAt !== null) return {code: 'customer_archived'};
			return account.account.stripeAccount === null ? {code: 'no_stripe_account'} : null;
		},
		run: (command) => {
			const {params, body, request} = command;
			const setup = {customerId: params.customer, returnUrl: body.returnUrl ?? null};
			return answering(
				request,
				({url}: Opened) => ({body: {url}}),
				(remember) => openCardSetup(command, setup, remember),
			);
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
		stateRefusal: async ({world, params}) => {
			const target = await targetOf(world, params.token);
			const read = target && (await readInvoice(world.db, target.accountId, target.invoiceId));
			if (read === undefined) return {code: 'not_found'};
			const allowed = payable(read.document, null);
			return allowed.ok ? null : allowed.refusal;
		},
		run: async ({world, params, body, request}) => {
			const target = await targetOf(world, params.token);
			if (target === undefined) return refuse('not_found');
			const wantsJson = request.accept?.includes('application/json') ?? false;
			const reply = ({url}: Opened): Reply => (wantsJson ? {status: 200, body: {url}} : {status: 303, location: url});
			// The path names no account: its key seals what is remembered.
			const keyed = {...request, remember: (answer: Reply) => request.remember(answer, target.accountId)};
			return answering(keyed, reply, (remember) =>
				openCheckout(world, {...target, amount: body.amount ?? null}, remember),
			);
		},
	}),
];

/** The invoice that a link opens; undefined for any link that was not made by us. */
const targetOf = async (world: World, token: string): Promise<Target | undefined> => {
	const claim = claimOf(token);
	if (claim === undefined) return undefined;
	const {accountId, invoiceId} = claim;
	const stored = await world.db.get(invoicePath(accountId, invoiceId));
	return stored !== undefined && (await isProven(world.vault, claim)) ? {accountId, invoiceId} : undefined;
};
