/** Every screen there is, and a walk through all of them. */
import type {Page} from 'playwright-core';
import type {Platform} from '../journeys/platform.ts';
import type {Shop} from './shop.ts';
import {settled, type Visit} from './visit.ts';

export type Screen = {
	readonly name: string;
	/** Below the client's address, or whole. */
	readonly path: string;
	/** What is written over it. */
	readonly heading: string | RegExp;
};

/** Every screen, with something on it. */
export const screensOf = (platform: Platform, shop: Shop): readonly Screen[] => {
	const within = ([name, path, heading]: readonly [string, string, string | RegExp]): Screen => ({
		name,
		path: `/${shop.account}${path}`,
		heading,
	});
	const settings = ['company', 'documents', 'taxes', 'items', 'reminders', 'safety', 'members'] as const;
	return [
		...(
			[
				['home', '', 'Home'],
				['invoices', '/invoices', 'Invoices'],
				['drafts', '/invoices?tab=drafts', 'Invoices'],
				['overdue, nothing there', '/invoices?tab=overdue', 'Invoices'],
				['new invoice', '/invoices/draft', 'New invoice'],
				['draft', `/invoices/draft/${shop.draft}`, /Invoice/],
				['open invoice', `/invoices/${shop.open}`, `Invoice ${shop.openNumber}`],
				['paid invoice', `/invoices/${shop.paid}`, /Invoice/],
				['recurring', '/recurring', 'Recurring'],
				['new recurring', '/recurring/edit', 'New recurring invoice'],
				['recurring draft', `/recurring/edit/${shop.templateDraft}`, 'Recurring invoice'],
				['recurring invoice', `/recurring/${shop.template}`, 'Care'],
				['runs', '/recurring/runs', 'Recurring'],
				['on hold', '/recurring/on-hold', 'Recurring'],
				['raise prices', '/recurring/prices', 'Raise prices'],
				['customers', '/customers', 'Customers'],
				['new customer', '/customers/new', 'New customer'],
				['customer', `/customers/${shop.customer}`, 'Café Central'],
				['edit customer', `/customers/${shop.customer}/edit`, 'Café Central'],
				['payments', '/payments', 'Payments'],
				['payment', `/payments/${shop.payment}`, /Café Central/],
				['new payment', '/payments/new', 'Record a payment'],
				['nothing', '/nothing', 'There is nothing here'],
			] as const
		).map(within),
		...settings.map((section) => within([`settings: ${section}`, `/settings/${section}`, 'Settings'])),
		{name: 'welcome', path: '/welcome', heading: 'Your business'},
		{name: 'hosted invoice', path: shop.hostedUrl, heading: /260,31|218,75/},
		{name: 'after a card was left', path: '/i/card?saved=1', heading: 'Thank you. Your card is saved.'},
		{name: 'workbench', path: platform.workbenchUrl, heading: 'Platform clock'},
	];
};

/** Its own address, typed: the same as loading it again. */
const open = async (page: Page, base: string, {path, heading}: Screen): Promise<void> => {
	await page.goto(new URL(path, base).href);
	await page.getByRole('heading', {name: heading}).first().waitFor();
	await settled(page);
};

/** Goes through all screens; answers what was found, by screen. */
export const goThrough = async (
	{page, faults}: Visit,
	base: string,
	screens: readonly Screen[],
	look: (page: Page) => Promise<readonly string[]>,
): Promise<readonly string[]> => {
	const found: string[] = [];
	for (const screen of screens) {
		const before = faults().length;
		await open(page, base, screen);
		found.push(...[...(await look(page)), ...faults().slice(before)].map((fault) => `${screen.name}: ${fault}`));
	}
	return found;
};
