import {chargeRoutes} from './charges.ts';
import {checkoutRoutes} from './checkout.ts';
import {customerRoutes} from './customers.ts';
import {disputeRoutes} from './disputes.ts';
import {eventRoutes} from './events.ts';
import {paymentIntentRoutes} from './payment-intents.ts';
import {paymentMethodRoutes} from './payment-methods.ts';
import {refundRoutes} from './refunds.ts';
import type {Route} from './route.ts';
import {setupIntentRoutes} from './setup-intents.ts';

/** Every call of Stripe's API that the stand-in knows. */
export const routes: readonly Route[] = [
	...customerRoutes,
	...paymentMethodRoutes,
	...setupIntentRoutes,
	...paymentIntentRoutes,
	...chargeRoutes,
	...refundRoutes,
	...disputeRoutes,
	...checkoutRoutes,
	...eventRoutes,
];

/** The route of a call and the ids its path names. */
export const findRoute = (
	method: string,
	path: string,
): {readonly route: Route; readonly ids: readonly string[]} | undefined => {
	const segments = path.split('/').slice(1);
	const route = routes.find((candidate) => candidate.method === method && fits(candidate.pattern, segments));
	return route && {route, ids: segments.filter((_segment, index) => route.pattern[index]?.startsWith(':'))};
};

const fits = (pattern: readonly string[], segments: readonly string[]): boolean =>
	pattern.length === segments.length &&
	pattern.every((part, index) =>
		part.startsWith(':') ? /^[\w-]+$/.test(segments[index] ?? '') : part === segments[index],
	);
