/** `/i/{token}`: the page on which an invoice is seen and paid; `/i/card`: after a card was left. No script, nothing kept. */

import {Outage} from '../kernel/outage.ts';
import {sha256} from '../kernel/sha256.ts';
import type {Files, World} from '../world.ts';
import {enteredAmount} from './core/entered-amount.ts';
import {cardPage, hostedPage, missingPage, unavailablePage} from './core/hosted-page.ts';
import {pageStyles} from './core/page-styles.ts';
import {publicInvoice} from './core/public-invoice.ts';
import {logoOf} from './kept-facts.ts';
import {type OpenedLink, openLink} from './open-link.ts';

type HostedWorld = Pick<World, 'db' | 'vault' | 'files' | 'clock' | 'log' | 'settings'>;

/** Larger pictures are left out: the page is to stay under 60 kB in all. */
const largestLogoBytes = 18_000;

export const hostedInvoice =
	(world: HostedWorld) =>
	async (request: Request): Promise<Response> => {
		const {pathname, searchParams} = new URL(request.url);
		const language = /^\s*de\b/i.test(request.headers.get('accept-language') ?? '') ? 'de' : 'en';
		if (request.method !== 'GET' && request.method !== 'HEAD')
			return page(world, 405, missingPage(language), {allow: 'GET, HEAD'});
		if (pathname === '/i/card') return page(world, 200, cardPage(language, searchParams.has('saved')));
		try {
			const token = /^\/i\/([\w.~-]{1,500})\/?$/.exec(pathname)?.[1];
			const opened = token === undefined ? undefined : await openLink(world, token);
			if (opened === undefined) return page(world, 404, missingPage(language));
			return page(world, 200, await shown(world, opened, searchParams));
		} catch (failure) {
			if (!(failure instanceof Outage)) throw failure;
			world.log.write('warning', 'a hosted page met an outage', {reason: failure.message});
			return page(world, 503, unavailablePage(language), {'retry-after': '5'});
		}
	};

const shown = async (world: HostedWorld, opened: OpenedLink, search: URLSearchParams): Promise<string> => {
	const seen = publicInvoice(opened, opened.now);
	const entered = seen.payableOnline === null ? null : search.get('amount');
	return hostedPage(seen, opened, {
		token: opened.token,
		host: new URL(world.settings.publicUrl).host,
		// Once the provider has told us, the session is forgotten: until then its outcome is on the way.
		isConfirming: search.has('paid') && seen.payableOnline !== null && opened.invoice.checkout !== null,
		part: entered === null ? null : partOf(entered.slice(0, 20), seen.payableOnline ?? 0, opened.invoice.currency),
		logo: await smallLogo(world.files, opened),
	});
};

const partOf = (text: string, most: number, currency: string) => {
	const amount = enteredAmount(text, currency);
	return {text, amount: amount !== null && amount > 0 && amount <= most ? amount : null};
};

const smallLogo = async (files: Files, {seller}: OpenedLink): Promise<string | null> => {
	const logo = await logoOf(files, {logo: seller.logo ?? null});
	if (logo === null || logo.bytes.byteLength > largestLogoBytes) return null;
	const type = logo.bytes[0] === 0x89 ? 'image/png' : 'image/jpeg';
	return `data:${type};base64,${Buffer.from(logo.bytes).toString('base64')}`;
};

const styleHash = Buffer.from(sha256(pageStyles), 'hex').toString('base64');

/** Chromium wants the place a form is redirected to among its targets as well (facts: Stripe, "CSP"). */
const checkoutOf = ({settings}: Pick<World, 'settings'>): string =>
	settings.platform === 'google' ? 'https://checkout.stripe.com' : 'http://127.0.0.1:* http://localhost:*';

const page = (
	world: Pick<World, 'settings'>,
	status: number,
	body: string,
	more: {readonly [name: string]: string} = {},
): Response =>
	new Response(body, {
		status,
		headers: {
			'content-type': 'text/html; charset=utf-8',
			'content-security-policy': [
				"default-src 'none'",
				`style-src 'sha256-${styleHash}'`,
				'img-src data:',
				`form-action 'self' ${checkoutOf(world)}`,
				"base-uri 'none'",
				"frame-ancestors 'none'",
			].join('; '),
			'cache-control': 'no-store',
			'referrer-policy': 'no-referrer',
			'x-robots-tag': 'noindex, nofollow',
			'x-content-type-options': 'nosniff',
			'x-frame-options': 'DENY',
			'cross-origin-opener-policy': 'same-origin',
			'cross-origin-resource-policy': 'same-origin',
			'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=()',
			'strict-transport-security': 'max-age=63072000; includeSubDomains; preload',
			...more,
		},
	});
