import type {Reply} from '../route.ts';
import {presentPayment} from './core/present.ts';
import type {PaymentAnswer} from './receive-payment.ts';

/** A payment as the API answers an act on it. */
export const answeredPayment = ({payment}: PaymentAnswer): Reply => ({
	body: presentPayment(payment),
	location: `/api/v1/accounts/${payment.accountId}/payments/${payment.id}`,
});
