/**
 * Every reason for which the API refuses, and the HTTP status that tells it. The one table: a refusal that is not here
 * cannot be answered, because routes only accept codes of this type.
 */
export const refusalStatus = {
	unreadable: 400,
	bad_signature: 400,
	unauthenticated: 401,
	forbidden: 403,
	not_found: 404,
	method_not_allowed: 405,
	body_too_large: 413,
	unsupported_media_type: 415,
	version_mismatch: 412,
	rate_limited: 429,

	invalid_request: 422,
	idempotency_key_reused: 422,
	filter_combination: 422,
	card_number_not_allowed: 422,
	discount_not_spreadable: 422,
	currency_not_supported_by_en16931: 422,

	invoice_not_draft: 409,
	invoice_not_open: 409,
	invoice_has_payments: 409,
	invoice_has_credit_notes: 409,
	prepayment_deducted: 409,
	amount_exceeds_due: 409,
	charge_in_flight: 409,
	customer_archived: 409,
	no_card: 409,
	total_negative: 409,
	issue_date_before_last: 409,
	period_closed: 409,
	credit_exceeds_invoice: 409,
	refund_exceeds_payment: 409,
	number_taken: 409,
	period_already_billed: 409,
	template_not_active: 409,
	template_not_paused: 409,
	template_not_draft: 409,
	template_ended: 409,
	account_suspended: 409,
	currency_fixed: 409,
	last_owner: 409,
	already_member: 409,
	tax_rate_used: 409,
	series_in_use: 409,
	payment_not_reversible: 409,
	payment_not_refundable: 409,
	too_many_templates: 409,
	too_many: 409,
	not_parked: 409,
	not_a_test_account: 409,
	nothing_to_send: 409,
	no_stripe_account: 409,
	payment_provider_refused: 409,
} as const satisfies {readonly [code: string]: number};

export type RefusalCode = keyof typeof refusalStatus;

/** What any route may answer besides its own refusals: none of these needs to be declared. */
export type CommonRefusal =
	| 'not_found'
	| 'forbidden'
	| 'invalid_request'
	| 'card_number_not_allowed'
	| 'version_mismatch';

/** In a few words, for the `title` of a problem. */
export const refusalTitle = (code: RefusalCode): string => {
	const words = code.replaceAll('_', ' ');
	return words.charAt(0).toUpperCase() + words.slice(1);
};
