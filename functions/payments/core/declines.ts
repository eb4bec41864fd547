/** What a decline means for the next try. Table with sources: docs/payments.md. */

export type DeclineClass =
	/** May pass later: retried on the calendar. */
	| 'soft'
	/** May pass, probably not: fewer retries. */
	| 'doubtful'
	/** No reason that we know: one retry. */
	| 'unclear'
	/** The bank wants the payer present: no retry, a link to pay. */
	| 'payer'
	/** This card is done: a new one is asked for. */
	| 'card'
	/** The payer or the issuer withdrew consent: never again by itself. */
	| 'consent'
	/** Ours to look at; nothing is retried and the payer is not bothered. */
	| 'stop';

const table: readonly (readonly [DeclineClass, string])[] = [
	[
		'soft',
		'insufficient_funds withdrawal_count_limit_exceeded card_velocity_exceeded processing_error issuer_not_available reenter_transaction try_again_later approve_with_id',
	],
	[
		'doubtful',
		'do_not_honor generic_decline call_issuer no_action_taken not_permitted service_not_allowed security_violation',
	],
	['payer', 'authentication_required authentication_not_handled'],
	[
		'card',
		'expired_card incorrect_cvc incorrect_number incorrect_zip incorrect_address invalid_expiry_month invalid_expiry_year invalid_expiry_month_past invalid_number invalid_cvc lost_card stolen_card pickup_card restricted_card fraudulent merchant_blacklist invalid_account new_account_information_available card_not_supported currency_not_supported transaction_not_allowed highest_risk_level',
	],
	['consent', 'revocation_of_authorization revocation_of_all_authorizations stop_payment_order'],
	[
		'stop',
		'duplicate_transaction invalid_amount amount_too_small amount_too_large pin_try_exceeded invalid_pin offline_pin_required online_or_offline_pin_required card_decline_rate_limit_exceeded provider_refused canceled',
	],
];

const classes: ReadonlyMap<string, DeclineClass> = new Map(
	table.flatMap(([name, codes]) => codes.split(' ').map((code) => [code, name] as const)),
);

export type Decline = {readonly code: string; readonly declineCode: string | null; readonly adviceCode: string | null};

/** The issuer's advice on this charge counts more than the table. */
export const declineClass = ({code, declineCode, adviceCode}: Decline): DeclineClass => {
	if (adviceCode === 'do_not_try_again') return 'consent';
	if (adviceCode === 'confirm_card_data') return 'card';
	if (adviceCode === 'try_again_later') return 'soft';
	return classes.get(declineCode ?? code) ?? classes.get(code) ?? 'unclear';
};

/** Whether the card itself is no good any more. */
export const endsCard = (kind: DeclineClass): boolean => kind === 'card' || kind === 'consent';

/** The days after the first try on which a charge declined like this may be tried again (rule 30). */
export const retryDaysFor = (kind: DeclineClass, retryDays: readonly number[]): readonly number[] => {
	// A doubtful one is tried half as often: on the second and fourth day of the calendar.
	const sparse = retryDays.filter((_, index) => index % 2 === 1);
	if (kind === 'soft') return retryDays;
	if (kind === 'doubtful') return sparse;
	return kind === 'unclear' ? sparse.slice(0, 1) : [];
};

/** Banks do not want these to be told: to the payer they are a plain decline. */
const concealed = new Set(
	'lost_card stolen_card pickup_card restricted_card fraudulent merchant_blacklist highest_risk_level'.split(' '),
);

/** What may be shown to the payer and kept as the reason. */
export const shownCode = ({code, declineCode}: Decline): string => {
	const exact = declineCode ?? code;
	return concealed.has(exact) ? 'generic_decline' : exact;
};
