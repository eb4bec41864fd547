import {type Desk, type Incoming, note} from './api.ts';
import {type Call, did} from './call.ts';
import {finishChallenge, methodOf} from './charging.ts';
import {submitForm} from './checkout-form.ts';
import {challengePage, checkoutPage, plainPage} from './checkout-page.ts';
import {isRefusal} from './errors.ts';
import {newId} from './ids.ts';
import {finishSetupChallenge} from './setup-intents.ts';
import type {Row} from './store.ts';
import type {Reply} from './wire.ts';

/** Answers a page that a payer sees, and takes its form: effect and log row in one transaction. */
export const answerPage = (desk: Desk, incoming: Incoming, now: string): Reply => {
	const [, , place = '', id = '', tail] = incoming.path.split('/');
	if (place === 'challenge' && tail === undefined) return answerChallengePage(desk, incoming, now, id);
	const session =
		place === 'pay' && (tail === undefined || tail === 'challenge') ? desk.store.find('session', id) : undefined;
	if (!session)
		return noted(
			desk,
			incoming,
			now,
			html(404, plainPage('No such page', 'The address is wrong, or the page never existed.')),
		);
	if (incoming.method === 'GET' || incoming.method === 'HEAD')
		return noted(desk, incoming, now, show(desk, session, tail === 'challenge'));
	if (incoming.method !== 'POST')
		return noted(
			desk,
			incoming,
			now,
			html(405, plainPage('Not possible', 'This page can be read and its form sent.'), {allow: 'GET, HEAD, POST'}),
		);
	return takeForm(desk, incoming, now, session);
};

/** What Stripe's API would refuse is said on the page, and nothing has happened. */
const takeForm = (desk: Desk, incoming: Incoming, now: string, session: Row<'session'>): Reply => {
	try {
		return desk.store.transaction(() => {
			const call = desk.callFor(session.account, {id: newId('req'), idempotencyKey: null});
			const next = submitForm(call, session, new URLSearchParams(incoming.body));
			const reply = next.show === 'redirect' ? redirect(next.to) : html(next.status, checkoutPage(next.session));
			note(desk.store, {...incoming, header: accountHeader(session.account)}, now, reply.status, false, next.effect);
			return reply;
		});
	} catch (thrown) {
		if (!isRefusal(thrown)) throw thrown;
		return noted(desk, incoming, now, html(thrown.status, plainPage('This cannot be paid', thrown.message)));
	}
};

const show = (desk: Desk, session: Row<'session'>, challenge: boolean): Reply => {
	if (!challenge || session.object.status !== 'open')
		return html(session.object.status === 'expired' ? 410 : 200, checkoutPage(session));
	return isAsked(desk, session)
		? html(200, challengePage(`/c/pay/${session.object.id}`))
		: redirect(`/c/pay/${session.object.id}`);
};

const isAsked = ({store}: Desk, {account, object}: Row<'session'>): boolean => {
	const intent = store.get('payment_intent', account, String(object.payment_intent));
	const setup = store.get('setup_intent', account, String(object.setup_intent));
	return intent?.object.status === 'requires_action' || setup?.object.status === 'requires_action';
};

/** The bank's question for an intent that no checkout session made. */
const answerChallengePage = (desk: Desk, incoming: Incoming, now: string, id: string): Reply => {
	const intent = desk.store.find('payment_intent', id) ?? desk.store.find('setup_intent', id);
	if (intent?.object.status !== 'requires_action')
		return noted(
			desk,
			incoming,
			now,
			html(intent ? 200 : 404, plainPage('Nothing to confirm', 'Your bank is not asking for anything here.')),
		);
	if (incoming.method !== 'POST') return noted(desk, incoming, now, html(200, challengePage(incoming.path)));
	return desk.store.transaction(() => {
		const call = desk.callFor(intent.account, {id: newId('req'), idempotencyKey: null});
		const passed = new URLSearchParams(incoming.body).get('challenge') === 'pass';
		const {effect} = finish(call, intent, passed);
		const back = intent.hidden.challenge?.returnUrl;
		const reply = back
			? redirect(withResult(back, intent, passed))
			: html(200, plainPage(passed ? 'Confirmed' : 'Not confirmed', 'You can close this page.'));
		note(
			desk.store,
			{...incoming, header: accountHeader(intent.account)},
			now,
			reply.status,
			false,
			effect ?? did('challenge', id),
		);
		return reply;
	});
};

const finish = (call: Call, intent: Row<'payment_intent'> | Row<'setup_intent'>, passed: boolean) =>
	intent.kind === 'payment_intent'
		? finishChallenge(call, intent, methodOf(call, intent), passed)
		: finishSetupChallenge(call, intent, methodOf(call, intent), passed);

/** What Stripe adds to a return URL. */
const withResult = (
	back: string,
	{kind, object}: Row<'payment_intent'> | Row<'setup_intent'>,
	passed: boolean,
): string => {
	const url = new URL(back);
	url.searchParams.set(kind, object.id);
	url.searchParams.set(`${kind}_client_secret`, object.client_secret ?? '');
	url.searchParams.set('redirect_status', passed ? 'succeeded' : 'failed');
	return url.href;
};

const accountHeader = (account: string) => (name: string) =>
	name === 'stripe-account' && account !== '' ? account : undefined;

const noted = (desk: Desk, incoming: Incoming, now: string, reply: Reply): Reply => {
	note(desk.store, incoming, now, reply.status, false, null);
	return reply;
};

const html = (status: number, body: string, headers: Readonly<Record<string, string>> = {}): Reply => ({
	status,
	body,
	headers: {
		'content-type': 'text/html; charset=utf-8',
		'cache-control': 'no-store',
		'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
		'referrer-policy': 'no-referrer',
		...headers,
	},
});

const redirect = (to: string): Reply => ({status: 303, headers: {location: to, 'cache-control': 'no-store'}, body: ''});
