/** What a bank says no with. */
export type Decline = {
	readonly code: string;
	readonly declineCode: string;
	readonly message: string;
	readonly adviceCode?: string;
	readonly blocked?: boolean;
};
/** What one attempt on a test payment method leads to. */
export type Step =
	| {readonly kind: 'pay'}
	| {readonly kind: 'decline'; readonly decline: Decline}
	| {readonly kind: 'challenge'; readonly after: Step}
	| {readonly kind: 'debit'; readonly after: 'pay' | 'fail'};

export type Face = {
	readonly type: 'card' | 'sepa_debit' | 'us_bank_account';
	readonly brand: string;
	readonly last4: string;
	readonly country: string;
	readonly funding: 'credit' | 'debit' | 'prepaid';
};
export type TestCard = {
	readonly name: string;
	/** For the checkout page: what will happen. */
	readonly says: string;
	readonly face: Face;
	/** The nth charge of one attached copy takes the nth step, later ones the last. */
	readonly charges: readonly Step[];
	/** Taken instead once the card has been set up for later use. */
	readonly onceSetUp?: Step;
	readonly setup: Step;
	readonly refunds: 'at_once' | 'later' | 'fail';
	/** The payer takes the payment back this many days after it succeeded. */
	readonly disputed?: {
		readonly reason: 'debit_not_authorized' | 'fraudulent' | 'product_not_received';
		readonly afterDays: number;
	};
	/** Expires at the end of the month it was added in; charges after that are declined. */
	readonly expiresSoon?: boolean;
	/** The network renews it this many days after it was attached. */
	readonly renewsAfterDays?: number;
};

const pay: Step = {kind: 'pay'};
const no = (code: string, declineCode: string, message: string, adviceCode?: string): Step => ({
	kind: 'decline',
	decline: {code, declineCode, message, ...(adviceCode === undefined ? {} : {adviceCode})},
});
const declined = (declineCode: string, adviceCode?: string) =>
	no('card_declined', declineCode, 'Your card was declined.', adviceCode);

const declines: Readonly<Record<string, Step>> = {
	insufficient_funds: no('card_declined', 'insufficient_funds', 'Your card has insufficient funds.'),
	card_velocity_exceeded: no(
		'card_declined',
		'card_velocity_exceeded',
		'Your card was declined for making repeated attempts too frequently or exceeding its amount limit.',
	),
	expired_card: no('expired_card', 'expired_card', 'Your card has expired.'),
	incorrect_cvc: no('incorrect_cvc', 'incorrect_cvc', "Your card's security code is incorrect."),
	processing_error: no(
		'processing_error',
		'processing_error',
		'An error occurred while processing your card. Try again in a little bit.',
	),
	card_not_supported: no('card_declined', 'card_not_supported', 'Your card is not supported.'),
	currency_not_supported: no('card_declined', 'currency_not_supported', 'Your card does not support this currency.'),
};

/** The step of a decline code; codes without a sentence of their own read "Your card was declined." */
const declineOf = (declineCode: string): Step => declines[declineCode] ?? declined(declineCode);

/** What the bank answers when nobody is there to confirm. */
export const authenticationRequired: Decline = {
	code: 'authentication_required',
	declineCode: 'authentication_required',
	message: 'Your card was declined. This transaction requires authentication.',
};
export const expired = declineOf('expired_card');

const face = (brand: string, last4: string, more: Partial<Face> = {}): Face => ({
	type: 'card',
	brand,
	last4,
	country: 'US',
	funding: 'credit',
	...more,
});
const card = (name: string, says: string, shown: Face, more: Partial<TestCard> = {}): TestCard => ({
	name,
	says,
	face: shown,
	charges: [pay],
	setup: pay,
	refunds: 'at_once',
	...more,
});
const refused = (name: string, last4: string, declineCode: string, brand = 'visa'): TestCard =>
	card(name, `declined: ${declineCode.replaceAll('_', ' ')}`, face(brand, last4), {
		charges: [declineOf(declineCode)],
		setup: declineOf(declineCode),
	});
const failsLater = (name: string, last4: string, declineCode: string): TestCard =>
	card(name, 'can be saved, then every charge is declined', face('visa', last4), {charges: [declineOf(declineCode)]});
const debit = (
	name: string,
	says: string,
	type: 'sepa_debit' | 'us_bank_account',
	after: 'pay' | 'fail',
	more: Partial<TestCard> = {},
): TestCard =>
	card(
		name,
		says,
		face('', type === 'sepa_debit' ? '3201' : '6789', {
			type,
			country: type === 'sepa_debit' ? 'DE' : 'US',
			funding: 'debit',
		}),
		{
			charges: [{kind: 'debit', after}],
			refunds: 'later',
			...more,
		},
	);
const challenge = (after: Step): Step => ({kind: 'challenge', after});

/** Stripe's own test payment methods (docs `testing`), then ours, whose names begin with `pm_sim_`. */
export const testCards: readonly TestCard[] = [
	card('pm_card_visa', 'goes through', face('visa', '4242')),
	card('pm_card_mastercard', 'goes through', face('mastercard', '4444')),
	card('pm_card_amex', 'goes through', face('amex', '8431')),
	card('pm_card_visa_debit', 'goes through', face('visa', '5556', {funding: 'debit'})),
	card('pm_card_discover', 'goes through', face('discover', '1117')),
	card('pm_card_diners', 'goes through', face('diners', '0004')),
	card('pm_card_jcb', 'goes through', face('jcb', '0505', {country: 'JP'})),
	card('pm_card_unionpay', 'goes through', face('unionpay', '0005', {country: 'CN'})),
	card('pm_card_de', 'goes through', face('visa', '0016', {country: 'DE'})),
	card(
		'pm_card_authenticationRequired',
		'asks the payer to confirm, every time',
		face('visa', '3184', {country: 'IE'}),
		{charges: [challenge(pay)], setup: challenge(pay)},
	),
	card(
		'pm_card_authenticationRequiredOnSetup',
		'asks the payer to confirm until it is saved',
		face('visa', '3155', {country: 'IE'}),
		{
			charges: [challenge(pay)],
			onceSetUp: pay,
			setup: challenge(pay),
		},
	),
	card(
		'pm_card_authenticationRequiredChargeDeclinedInsufficientFunds',
		'asks to confirm, then declined: insufficient funds',
		face('visa', '3178', {country: 'IE'}),
		{
			charges: [challenge(declineOf('insufficient_funds'))],
			onceSetUp: declineOf('insufficient_funds'),
			setup: challenge(pay),
		},
	),
	refused('pm_card_visa_chargeDeclined', '0002', 'generic_decline'),
	refused('pm_card_visa_chargeDeclinedInsufficientFunds', '9995', 'insufficient_funds'),
	refused('pm_card_visa_chargeDeclinedLostCard', '9987', 'lost_card'),
	refused('pm_card_visa_chargeDeclinedStolenCard', '9979', 'stolen_card'),
	refused('pm_card_visa_chargeDeclinedVelocityLimitExceeded', '6975', 'card_velocity_exceeded'),
	refused('pm_card_chargeDeclinedExpiredCard', '0069', 'expired_card'),
	refused('pm_card_chargeDeclinedIncorrectCvc', '0127', 'incorrect_cvc'),
	refused('pm_card_chargeDeclinedProcessingError', '0119', 'processing_error'),
	failsLater('pm_card_chargeCustomerFail', '0341', 'generic_decline'),
	failsLater('pm_card_visa_chargeCustomerFailLostCard', '0366', 'lost_card'),
	failsLater('pm_card_visa_chargeCustomerFailStolenCard', '0374', 'stolen_card'),
	card('pm_card_radarBlock', 'blocked as fraud', face('visa', '0019'), {
		charges: [
			{
				kind: 'decline',
				decline: {code: 'card_declined', declineCode: 'fraudulent', message: 'Your card was declined.', blocked: true},
			},
		],
	}),
	card('pm_card_pendingRefund', 'goes through; refunds take days', face('visa', '7726'), {refunds: 'later'}),
	card('pm_card_refundFail', 'goes through; refunds fail days later', face('visa', '5126'), {refunds: 'fail'}),
	card('pm_card_createDispute', 'goes through, then disputed as fraud', face('visa', '0259'), {
		disputed: {reason: 'fraudulent', afterDays: 0},
	}),
	card('pm_card_createDisputeProductNotReceived', 'goes through, then disputed: not received', face('visa', '2685'), {
		disputed: {reason: 'product_not_received', afterDays: 0},
	}),
	card('pm_sim_decline_2', 'declined twice (insufficient funds), then goes through', face('visa', '9002'), {
		charges: [declineOf('insufficient_funds'), declineOf('insufficient_funds'), pay],
	}),
	card(
		'pm_sim_decline_insufficientFunds_always',
		'can be saved, then always declined: insufficient funds',
		face('visa', '9003'),
		{charges: [declineOf('insufficient_funds')]},
	),
	card('pm_sim_do_not_try_again', 'can be saved, then declined: do not try again', face('visa', '9004'), {
		charges: [declined('generic_decline', 'do_not_try_again')],
	}),
	card('pm_sim_try_again_later', 'can be saved, then declined: try again later', face('visa', '9005'), {
		charges: [declined('generic_decline', 'try_again_later')],
	}),
	card('pm_sim_confirm_card_data', 'can be saved, then declined: confirm card data', face('visa', '9006'), {
		charges: [declined('generic_decline', 'confirm_card_data')],
	}),
	card('pm_sim_expires_soon', 'goes through until the month ends', face('visa', '9007'), {expiresSoon: true}),
	card('pm_sim_renewed', 'goes through; the network renews it after 30 days', face('visa', '9008'), {
		renewsAfterDays: 30,
	}),
	debit('pm_sim_processing', 'bank debit, paid 5 days later', 'sepa_debit', 'pay'),
	debit('pm_sim_processing_fail', 'bank debit, comes back 5 days later', 'sepa_debit', 'fail'),
	debit('pm_sim_debit_returned', 'bank debit, paid 5 days later, taken back 14 days after that', 'sepa_debit', 'pay', {
		disputed: {reason: 'debit_not_authorized', afterDays: 14},
	}),
	debit('pm_sim_ach', 'US bank debit, paid 5 days later', 'us_bank_account', 'pay'),
	debit('pm_sim_ach_fail', 'US bank debit, comes back 5 days later', 'us_bank_account', 'fail'),
];

/** Names that Stripe also knows them by. */
const aliases: Readonly<Record<string, string>> = {
	pm_card_chargeDeclined: 'pm_card_visa_chargeDeclined',
	pm_card_chargeDeclinedInsufficientFunds: 'pm_card_visa_chargeDeclinedInsufficientFunds',
	pm_card_chargeDeclinedLostCard: 'pm_card_visa_chargeDeclinedLostCard',
	pm_card_chargeDeclinedStolenCard: 'pm_card_visa_chargeDeclinedStolenCard',
	pm_card_threeDSecure2Required: 'pm_card_authenticationRequired',
	pm_card_us: 'pm_card_visa',
};

/**
 * The test card of that name, or undefined when it is no test name. Beside the listed ones there are
 * `pm_sim_decline_{n}_{code}` (declined n times, then goes through) and `pm_sim_decline_{code}_always`;
 * codes are Stripe's decline codes, in snake or camel case.
 */
export const findCard = (name: string): TestCard | undefined =>
	testCards.find((listed) => listed.name === (aliases[name] ?? name)) ?? scripted(name);

const scripted = (name: string): TestCard | undefined => {
	const [, times, after] = /^pm_sim_decline_(\d{1,2})(?:_([A-Za-z_]+))?$/.exec(name) ?? [];
	const [, forever] = /^pm_sim_decline_([A-Za-z_]+)_always$/.exec(name) ?? [];
	const code = snake(forever ?? after ?? 'insufficientFunds');
	if (forever !== undefined)
		return card(name, `always declined: ${code}`, face('visa', '9001'), {charges: [declineOf(code)]});
	if (times === undefined) return undefined;
	return card(name, `declined ${times} times, then goes through`, face('visa', '9000'), {
		charges: [...Array.from({length: Number(times)}, () => declineOf(code)), pay],
	});
};

const snake = (code: string): string => code.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
