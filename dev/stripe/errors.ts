import type Stripe from 'stripe';

/** What an `error` key holds on the wire, in Stripe's names. */
export type ErrorFields = {
	readonly type: 'api_error' | 'card_error' | 'idempotency_error' | 'invalid_request_error';
	readonly message: string;
	readonly code?: string;
	readonly param?: string;
	readonly decline_code?: string;
	readonly advice_code?: string;
	readonly charge?: string;
	readonly payment_intent?: Stripe.PaymentIntent;
	readonly payment_method?: Stripe.PaymentMethod;
	readonly setup_intent?: Stripe.SetupIntent;
};

/** Thrown to leave a call without effect: whatever it wrote is rolled back, and this is the answer. */
export type Refusal = Error & {
	readonly status: number;
	readonly fields: ErrorFields;
	readonly headers: Readonly<Record<string, string>>;
};

export const refusal = (status: number, fields: ErrorFields, headers: Readonly<Record<string, string>> = {}): Refusal =>
	Object.assign(new Error(fields.message), {status, fields, headers});

export const isRefusal = (thrown: unknown): thrown is Refusal => thrown instanceof Error && 'fields' in thrown;

/** A 400 about one parameter. */
export const badParam = (code: string | undefined, message: string, param?: string, more: Partial<ErrorFields> = {}) =>
	refusal(400, {type: 'invalid_request_error', code, message, param, ...more});

export const missingParam = (param: string) =>
	badParam('parameter_missing', `Missing required param: ${param}.`, param);

export const unknownParam = (params: readonly string[]) =>
	badParam(
		'parameter_unknown',
		`Received unknown parameter${params.length > 1 ? 's' : ''}: ${params.join(', ')}`,
		params[0],
	);

/** An object that this account does not have: 404 where the URL names it, 400 where a parameter does. */
export const noSuch = (what: string, id: string, param?: string) =>
	refusal(param === undefined ? 404 : 400, {
		type: 'invalid_request_error',
		code: 'resource_missing',
		message: `No such ${what}: '${id}'`,
		param: param ?? 'id',
	});

export const unknownUrl = (method: string, path: string) =>
	refusal(404, {
		type: 'invalid_request_error',
		message: `Unrecognized request URL (${method}: ${path}). Please see https://stripe.com/docs or we can help at https://support.stripe.com/.`,
	});

/** The body of an error answer. */
export const errorBody = (fields: ErrorFields) => ({
	error:
		fields.code === undefined
			? fields
			: {...fields, doc_url: `https://stripe.com/docs/error-codes/${fields.code.replaceAll('_', '-')}`},
});
