import type Stripe from 'stripe';
import {type TestCard, testCards} from './cards.ts';
import {successUrl} from './checkout-form.ts';
import {printAmount} from './currencies.ts';
import type {Row} from './store.ts';

type Session = Row<'session'>;

/** The hosted page of a session: what is owed, and test cards to pick from. No script; a card is picked, never typed. */
export const checkoutPage = ({object, hidden}: Session): string => {
	if (object.status === 'complete')
		return layout(
			'All done',
			`<p>This page has done its work: the payment went through once, and cannot go through again.</p><p><a class="button" href="${safe(successUrl(object))}">Continue</a></p>`,
		);
	if (object.status === 'expired')
		return layout(
			'This page has expired',
			'<p>Nothing was charged. Go back to where you came from and start again.</p>',
		);
	const title = object.mode === 'setup' ? 'Save a card' : 'Pay';
	return layout(
		title,
		`${hidden.reason === null ? '' : `<p class="reason" role="alert"><strong>Not taken.</strong> ${safe(hidden.reason)} Pick another card or try again.</p>`}
		${summary(object, hidden.lines)}
		<form method="post" action="/c/pay/${object.id}">
			${picker(object)}
			${consent(object)}
			<button class="button" type="submit">${object.mode === 'setup' ? 'Save this card' : `Pay ${money(object, object.amount_total ?? 0)}`}</button>
			${object.cancel_url === null ? '' : '<button class="quiet" type="submit" name="action" value="cancel" formnovalidate>Cancel and go back</button>'}
		</form>`,
	);
};

/** The payer's bank asks. `action`: where the answer is posted. */
export const challengePage = (action: string): string =>
	layout(
		'Your bank asks you to confirm',
		`<p>On a real card your bank would now ask for a code. Here you choose what it says.</p>
		<form method="post" action="${safe(action)}">
			<button class="button" type="submit" name="challenge" value="pass">Confirm</button>
			<button class="quiet" type="submit" name="challenge" value="fail">Fail to confirm</button>
		</form>`,
	);

export const plainPage = (title: string, words: string): string => layout(title, `<p>${safe(words)}</p>`);

const summary = (object: Stripe.Checkout.Session, lines: readonly Stripe.LineItem[]): string => {
	if (object.mode === 'setup')
		return '<p>The card will be charged later, when an invoice is due. Nothing is taken now.</p>';
	const rows = lines.map(
		(line) =>
			`<tr><td>${safe(line.description ?? '')}${(line.quantity ?? 1) > 1 ? ` <span class="dim">× ${line.quantity}</span>` : ''}</td><td class="amount">${money(object, line.amount_total)}</td></tr>`,
	);
	return `<table><caption class="hidden">What you pay for</caption><tbody>${rows.join('')}</tbody><tfoot><tr><th scope="row">Total</th><td class="amount">${money(object, object.amount_total ?? 0)}</td></tr></tfoot></table>`;
};

/** Shown at once; the others are folded away, so that the button stays in sight. */
const common = [
	'pm_card_visa',
	'pm_card_authenticationRequired',
	'pm_card_visa_chargeDeclinedInsufficientFunds',
	'pm_card_chargeCustomerFail',
	'pm_sim_processing',
];
const groups: readonly (readonly [string, (card: TestCard) => boolean])[] = [
	['Goes through', ({charges, setup}) => charges[0]?.kind === 'pay' && setup.kind === 'pay'],
	['Asks the payer to confirm', ({charges}) => charges[0]?.kind === 'challenge'],
	['Takes days', ({charges}) => charges[0]?.kind === 'debit'],
	['Is declined', ({charges}) => charges[0]?.kind === 'decline'],
];

const picker = (object: Stripe.Checkout.Session): string => {
	const offered = testCards.filter(({face}) => object.payment_method_types.includes(face.type));
	const [first, others] = [
		offered.filter(({name}) => common.includes(name)),
		offered.filter(({name}) => !common.includes(name)),
	];
	const folded = groups.map(([name, belongs]) => group(name, others.filter(belongs))).join('');
	return `<fieldset><legend>Pick a test card</legend>${first.map(choice).join('')}<details><summary>More test cards</summary>${folded}</details></fieldset>`;
};

const group = (name: string, cards: readonly TestCard[]): string =>
	cards.length === 0 ? '' : `<h2>${name}</h2>${cards.map(choice).join('')}`;

const choice = ({name, says, face}: TestCard): string =>
	`<label><input type="radio" name="card" value="${name}"${name === 'pm_card_visa' ? ' checked' : ''}><span><b>${brandName(face)} •••• ${face.last4}</b><span class="says">${safe(says)}</span><code>${name}</code></span></label>`;

const brandNames: Readonly<Record<string, string>> = {
	visa: 'Visa',
	mastercard: 'Mastercard',
	amex: 'American Express',
	discover: 'Discover',
	diners: 'Diners Club',
	jcb: 'JCB',
	unionpay: 'UnionPay',
};

const brandName = ({type, brand}: TestCard['face']): string =>
	type === 'sepa_debit' ? 'SEPA debit' : type === 'us_bank_account' ? 'US bank account' : (brandNames[brand] ?? brand);

const consent = ({mode, consent_collection: asked, custom_text: words}: Stripe.Checkout.Session): string =>
	[
		mode === 'setup' || asked?.payment_method_reuse_agreement?.position === 'auto'
			? 'Your card is kept for later payments to this business, which you can withdraw at any time.'
			: '',
		asked?.terms_of_service === 'required' ? 'By going on you accept the terms of service.' : '',
		words.terms_of_service_acceptance?.message ?? '',
		words.submit?.message ?? '',
	]
		.filter((sentence) => sentence !== '')
		.map((sentence) => `<p class="dim">${safe(sentence)}</p>`)
		.join('');

const money = ({currency, locale}: Stripe.Checkout.Session, amount: number): string =>
	safe(printAmount(amount, currency ?? 'usd', locale && locale !== 'auto' ? locale : 'en'));

const safe = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

const layout = (title: string, content: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${safe(title)} · Stripe stand-in</title>
<style>${style}</style>
</head>
<body>
<main>
<p class="note">Stripe stand-in: no money moves, no real card is asked for.</p>
<h1>${safe(title)}</h1>
${content}
</main>
</body>
</html>
`;

const style = `
:root{color-scheme:light dark;--page:#f6f7f9;--sheet:#fff;--ink:#1a1f36;--dim:#545b74;--line:#d5d9e2;--deed:#4338ca;--on:#fff;--bad:#a3142c;--badbg:#fdeef0}
@media (prefers-color-scheme:dark){:root{--page:#12141c;--sheet:#1b1e29;--ink:#eceef5;--dim:#a7aec4;--line:#343a4d;--deed:#a5b0ff;--on:#12141c;--bad:#ffb3bf;--badbg:#3a1a22}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
main{max-width:34rem;margin:2rem auto;padding:1.5rem;background:var(--sheet);border:1px solid var(--line);border-radius:12px}
h1{font-size:1.5rem;margin:.25rem 0 1rem}h2{font-size:.875rem;color:var(--dim);margin:1rem 0 .25rem;font-weight:600}
.note,.dim{color:var(--dim);font-size:.875rem}.note{margin:0}
.reason{background:var(--badbg);color:var(--bad);padding:.75rem 1rem;border-radius:8px}
table{width:100%;border-collapse:collapse;margin-bottom:1.5rem}td,th{padding:.5rem 0;border-bottom:1px solid var(--line);text-align:left;font-weight:400;overflow-wrap:anywhere}
tfoot td,tfoot th{font-weight:600;font-size:1.125rem;border:0}.amount{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap;padding-left:1rem}
fieldset{border:0;padding:0;margin:0 0 1.25rem}legend{font-weight:600;padding:0}
label{display:flex;gap:.75rem;padding:.5rem;border-radius:8px;cursor:pointer}label:hover{background:var(--page)}label>span{min-width:0}
input{margin:.3rem 0 0;width:1.1rem;height:1.1rem;accent-color:var(--deed);flex:none}summary{cursor:pointer;padding:.5rem;color:var(--dim)}.says{display:block;color:var(--dim);font-size:.875rem}
code{display:block;font-size:.75rem;color:var(--dim);overflow-wrap:anywhere}
.button,.quiet{display:block;width:100%;padding:.75rem;border-radius:8px;font:inherit;font-weight:600;text-align:center;text-decoration:none;cursor:pointer;border:1px solid transparent}
.button{background:var(--deed);color:var(--on)}.quiet{background:none;color:var(--ink);border-color:var(--line);margin-top:.75rem}
:focus-visible{outline:3px solid var(--deed);outline-offset:2px}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
`;
