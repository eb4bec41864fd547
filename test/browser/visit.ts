/** A person's browser on the platform, and everything that went wrong in it. */
import {createRequire} from 'node:module';
import type {Browser, BrowserContextOptions, ConsoleMessage, Page, Request, Response} from 'playwright-core';
import type {Platform} from '../journeys/platform.ts';

export const sizes = {desktop: {width: 1280, height: 800}, phone: {width: 375, height: 812}} as const;

export type VisitOptions = Pick<BrowserContextOptions, 'javaScriptEnabled' | 'colorScheme' | 'locale'> & {
	readonly size?: keyof typeof sizes;
	/** Signed in already, by this address. */
	readonly email?: string;
	/** With axe on every page, for `accessibilityFaults`. */
	readonly axe?: boolean;
};
export type Visit = {
	readonly page: Page;
	/** Console errors, exceptions, failed or refused requests, requests to elsewhere, cookies set: in words. */
	faults(): readonly string[];
};

/** Machines may be slow, and two tests run at a time. */
const patienceMs = 30_000;
const axeSource = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

export const openVisit = async (browser: Browser, platform: Platform, options: VisitOptions = {}): Promise<Visit> => {
	const {size = 'desktop', email, axe = false, ...rest} = options;
	const context = await browser.newContext({
		viewport: sizes[size],
		locale: 'en-US',
		timezoneId: 'Europe/Berlin',
		reducedMotion: 'reduce',
		...rest,
	});
	context.setDefaultTimeout(patienceMs);
	if (email !== undefined) {
		const person = await platform.bench('/api/sign-in', {email});
		await context.addInitScript(keepPerson, {...person, email, name: null});
	}
	if (axe) await context.addInitScript({path: axeSource});
	const page = await context.newPage();
	const faults: string[] = [];
	watch(page, [platform.url, platform.workbenchUrl, platform.stripeUrl], (fault) => void faults.push(fault));
	return {page, faults: () => faults};
};

/** Where the client keeps who is signed in; frames of another origin have no such place. */
const keepPerson = (person: object): void => {
	if (window.origin !== 'null' && window === window.top) localStorage.setItem('im.person', JSON.stringify(person));
};

const watch = (page: Page, own: readonly string[], tell: (fault: string) => void): void => {
	const ports = new Set(own.map((url) => new URL(url).port));
	const isOwn = (url: string): boolean => {
		const {protocol, hostname, port} = new URL(url);
		// The browser's own PDF viewer is a page of the browser.
		if (!/^https?:$/.test(protocol)) return true;
		return (hostname === 'localhost' || hostname === '127.0.0.1') && ports.has(port);
	};
	page.on('console', (said: ConsoleMessage) => {
		if (said.type() === 'error') tell(`console: ${said.text()} (${said.location().url})`);
	});
	page.on('pageerror', (error) => tell(`exception: ${error.message}`));
	page.on('request', (request: Request) => {
		if (!isOwn(request.url())) tell(`elsewhere: ${request.url()}`);
	});
	page.on('requestfailed', (request: Request) => {
		// Leaving a page ends what it was still asking for.
		const why = request.failure()?.errorText ?? '';
		if (why !== 'net::ERR_ABORTED') tell(`failed: ${request.url()} ${why}`);
	});
	page.on('response', (response: Response) => {
		if (response.status() >= 400) tell(`refused: ${response.status()} ${response.url()}`);
		if (response.headers()['set-cookie'] !== undefined) tell(`cookie: ${response.url()}`);
	});
};

/** Waits until nothing of the screen is still loading, its letters and a frame drawn with them included. */
export const settled = async (page: Page): Promise<void> => {
	await page.locator('h1, h2').first().waitFor();
	await page.waitForFunction(
		() => document.querySelector('.mantine-Skeleton-root, [aria-busy="true"], [data-loading="true"]') === null,
	);
	await page.evaluate(async () => {
		await document.fonts.ready;
		await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
	});
};

/** What axe finds on the page as it stands: rule, place and what it measured there. */
export const accessibilityFaults = (page: Page): Promise<readonly string[]> =>
	page.evaluate(async () => {
		const {axe} = window as unknown as {axe: typeof import('axe-core')};
		const {violations} = await axe.run(document, {resultTypes: ['violations'], iframes: false});
		return violations.map(
			({id, help, nodes}) =>
				`${id} (${help}): ${nodes.map(({target, any}) => `${target.join(' ')} ${any[0]?.message ?? ''}`).join(', ')}`,
		);
	});

/** How many pixels of the page stand beyond the right edge of the window. */
export const sidewaysPixels = (page: Page): Promise<number> =>
	page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth));
