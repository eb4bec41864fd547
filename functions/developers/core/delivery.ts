/** When an event is sent again, and when an endpoint is given up. Standard Webhooks: growing gaps, three days in all. */
import type {Instant} from '../../../schemas/basics.ts';
import type {DeliveryDocument, WebhookEndpointDocument} from '../../../schemas/webhook.ts';
import {addMinutes} from '../../kernel/calendar.ts';
import {withoutSteps, withSteps} from '../../kernel/outbox.ts';

/** Minutes after each failed attempt; together about three days. */
const gapsMinutes = [1, 5, 30, 120, 300, 600, 600, 600, 720, 720, 720] as const;
const givenUpAfterMinutes = 3 * 24 * 60;

export type Attempt = {readonly at: Instant; readonly status: number | null; readonly reason: string | null};

export const isSuccess = ({status}: Attempt): boolean => status !== null && status >= 200 && status < 300;

/** The delivery after an attempt: done, to be tried again, or given up. */
export const attempted = (delivery: DeliveryDocument, attempt: Attempt): DeliveryDocument => {
	const attempts = [...delivery.attempts, attempt];
	const quiet = withoutSteps({...delivery, attempts}, 'delivery.send');
	if (isSuccess(attempt)) return {...quiet, state: 'delivered'};
	const gap = gapsMinutes[attempts.length - 1];
	if (gap === undefined) return {...quiet, state: 'failed'};
	return withSteps(quiet, {step: 'delivery.send', at: addMinutes(attempt.at, gap)});
};

/** The endpoint after an attempt; undefined when nothing about it changes. What fails for three days on end is switched off. */
export const endpointAfter = (
	endpoint: WebhookEndpointDocument,
	attempt: Attempt,
): WebhookEndpointDocument | undefined => {
	if (endpoint.status === 'disabled') return undefined;
	if (isSuccess(attempt))
		return endpoint.failingSince === null ? undefined : {...endpoint, failingSince: null, updatedAt: attempt.at};
	const failingSince = endpoint.failingSince ?? attempt.at;
	const isGivenUp = attempt.at >= addMinutes(failingSince, givenUpAfterMinutes);
	if (endpoint.failingSince !== null && !isGivenUp) return undefined;
	return {...endpoint, failingSince, status: isGivenUp ? 'disabled' : endpoint.status, updatedAt: attempt.at};
};

/**
 * The delivery whose attempt switched its endpoint off: from now on it is to tell the owners. `endpoint`: as
 * `endpointAfter` has it. Goes into the commit that switches off, so that each time is told, and told once.
 */
export const withSwitchOff = (
	delivery: DeliveryDocument,
	endpoint: WebhookEndpointDocument | undefined,
	{at, status, reason}: Attempt,
): DeliveryDocument => {
	if (endpoint?.status !== 'disabled') return delivery;
	const {url, failingSince} = endpoint;
	const told = {...delivery, switchedOff: {url, failingSince: failingSince ?? at, at, status, reason}};
	return withSteps(told, {step: 'delivery.mail', at});
};
