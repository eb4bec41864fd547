import type {ExecutionContext} from 'ava';
import type {Locator, Page} from 'playwright-core';
import {until} from '../journeys/business.ts';
import type {Platform} from '../journeys/platform.ts';
import {openStage} from './stage.ts';

const scene = await openStage();
/** A person needs most of their minute for reading and typing: the script itself must be far quicker. */
const mostScriptedMs = 30_000;

const isMailed = async (t: ExecutionContext, platform: Platform, to: string): Promise<void> => {
	const mail = await until(async () => (await platform.bench(`/api/mail?to=${to}`)).data[0], 'the mail is there');
	t.regex(mail.subject, /2026-0001|\d{4}-0001/);
	t.is(mail.attachments.length, 1);
	t.is(mail.attachments[0].type, 'application/pdf');
};

scene('A newcomer signs in, says name and country, and sends a first invoice', async (t, {platform, visit}) => {
	const {page, faults} = await visit();
	const begun = performance.now();
	await page.goto(platform.url);
	await page.getByLabel('Email').fill('nora@newcomer.example');
	await page.getByRole('button', {name: 'Sign in'}).click();
	await page.getByLabel('Name on your invoices').fill('Nora Neu');
	await page.getByRole('combobox', {name: 'Country'}).fill('Germany');
	await page.getByRole('option', {name: 'Germany'}).click();
	await page.getByRole('button', {name: 'Start invoicing'}).click();
	await page.getByText('Europe/Berlin').waitFor();
	await page.getByRole('link', {name: 'Write your first invoice'}).click();

	await page.getByLabel('Bill to').fill('Carla Kundin');
	await page.getByRole('option', {name: 'Create “Carla Kundin”'}).click();
	const customer = page.getByRole('dialog', {name: 'New customer'});
	await customer.getByLabel('Email').fill('carla@customer.example');
	await customer.getByRole('button', {name: 'Save'}).click();
	await customer.waitFor({state: 'hidden'});
	await page.getByLabel('Description, line 1').fill('Consulting');
	await page.getByLabel('Quantity, line 1').fill('2.5');
	await page.getByLabel('Price, line 1').fill('100');
	await page.getByText('€297.50').waitFor();
	await page.getByRole('button', {name: 'Issue and send'}).click();
	const mail = page.getByRole('dialog', {name: 'Issue and send'});
	t.is(await mail.getByLabel('To', {exact: true}).inputValue(), 'carla@customer.example');
	await mail.getByRole('button', {name: 'Issue and send'}).click();
	await page.getByRole('heading', {name: /^Invoice .*0001$/}).waitFor();
	const spentMs = performance.now() - begun;
	t.log(`from the front door to the sent invoice: ${Math.round(spentMs)} ms of scripted interaction`);
	t.true(spentMs < mostScriptedMs);

	await isMailed(t, platform, 'carla@customer.example');
	t.deepEqual(faults(), []);
});

scene('All of it works by keyboard alone, and the focus is seen at every step', async (t, {platform, visit}) => {
	const {page, faults} = await visit();
	const keys = keyboardOf(t, page);
	await page.goto(platform.url);
	await keys.isOn(page.getByLabel('Email'));
	await keys.type('kai@newcomer.example');
	await keys.press('Enter');
	await keys.isOn(page.getByLabel('Name on your invoices'));
	await keys.type('Kai Neu');
	await keys.tabTo(page.getByRole('combobox', {name: 'Country'}));
	await keys.press('ControlOrMeta+a');
	await keys.type('Germany');
	await keys.press('Enter');
	await keys.tabTo(page.getByRole('button', {name: 'Start invoicing'}));
	await keys.press('Enter');
	await page.getByText('Europe/Berlin').waitFor();
	await keys.tabTo(page.getByRole('link', {name: 'Look around first'}));
	await keys.press('Enter');
	await page.getByRole('heading', {name: 'Home'}).waitFor();

	await keys.press('?');
	await page.getByRole('dialog', {name: 'Keyboard shortcuts'}).waitFor();
	await keys.press('Escape');
	await page.getByRole('dialog').waitFor({state: 'hidden'});
	await keys.press('Control+k');
	await keys.isOn(page.getByRole('combobox', {name: 'Search or do…'}));
	await keys.type('customers');
	await keys.press('Enter');
	await page.getByRole('heading', {name: 'Customers', level: 1}).waitFor();
	await keys.press('n');
	await keys.isOn(page.getByRole('menuitem', {name: 'New invoice'}));
	await keys.press('Enter');

	await keys.isOn(page.getByLabel('Bill to'));
	await keys.type('Karl Kunde');
	await page.getByRole('option', {name: 'Create “Karl Kunde”'}).waitFor();
	await keys.press('Enter');
	await keys.isOn(page.getByRole('dialog', {name: 'New customer'}).getByLabel('Email'));
	await keys.type('karl@customer.example');
	await keys.press('Enter');
	await page.getByRole('dialog', {name: 'New customer'}).waitFor({state: 'hidden'});
	await keys.tabTo(page.getByLabel('Description, line 1'));
	await keys.type('Care');
	await keys.tabTo(page.getByLabel('Price, line 1'));
	await keys.type('100,00');
	await keys.press('Enter');
	await keys.isOn(page.getByLabel('Description, line 2'));
	await keys.type('Travel');
	await keys.tabTo(page.getByLabel('Price, line 2'));
	await keys.type('20');
	await page.getByText('€142.80').waitFor();
	await keys.press('Alt+ArrowUp');
	await t.notThrowsAsync(page.waitForFunction(() => document.activeElement?.closest('[data-row]') !== null));
	t.is(await page.getByLabel('Description, line 1').inputValue(), 'Travel');
	await keys.press('Control+Enter');
	const mail = page.getByRole('dialog', {name: 'Issue and send'});
	await keys.isOn(mail.getByLabel('To', {exact: true}));
	await keys.tabTo(mail.getByRole('button', {name: 'Issue and send'}));
	await keys.press('Enter');
	await page.getByRole('heading', {name: /^Invoice .*0001$/}).waitFor();
	await keys.press('Escape');
	await page.getByRole('heading', {name: 'Invoices', level: 1}).waitFor();
	await isMailed(t, platform, 'karl@customer.example');
	t.deepEqual(faults(), []);
});

const keyboardOf = (t: ExecutionContext, page: Page) => {
	const press = async (key: string): Promise<void> => page.keyboard.press(key);
	/** Borders fade in: looks again for a while. */
	const isSeen = async (place: Locator): Promise<void> => {
		const tag = await place.evaluate(openingTag);
		t.true(await until(() => place.evaluate(showsFocus), `the focus is seen on ${tag}`));
	};
	const isOn = async (place: Locator): Promise<void> => {
		await place.waitFor();
		await until(() => place.evaluate((element) => element === document.activeElement), `the focus is on ${place}`);
		await isSeen(place);
	};
	return {
		press,
		type: async (text: string): Promise<void> => page.keyboard.type(text),
		isOn,
		/** Goes on with Tab until it is there; each stop on the way shows the focus. */
		tabTo: async (place: Locator): Promise<void> => {
			await place.waitFor();
			for (let steps = 0; steps < mostTabs; steps += 1) {
				await press('Tab');
				const focused = page.locator(':focus');
				if ((await focused.count()) > 0) await isSeen(focused);
				if (await place.evaluate((element) => element === document.activeElement)) return;
			}
			t.fail(`${mostTabs} Tabs do not reach ${place}`);
		},
	};
};
const mostTabs = 30;

const openingTag = (element: Element): string => element.outerHTML.slice(0, 120);

/** A ring, a border or a shade, on it or on the field around it, that a copy without the focus does not have. */
const showsFocus = (element: Element): boolean => {
	const {outlineStyle, outlineWidth} = getComputedStyle(element);
	if (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1) return true;
	return [element, element.parentElement ?? element].some((place) => {
		const {borderColor, boxShadow} = getComputedStyle(place);
		const copy = document.createElement(place.tagName);
		// The page's policy forbids inline style, also to a test.
		for (const {name, value} of place.attributes) if (name !== 'style') copy.setAttribute(name, value);
		place.after(copy);
		const rest = getComputedStyle(copy);
		const shows = rest.borderColor !== borderColor || rest.boxShadow !== boxShadow;
		copy.remove();
		return shows;
	});
};
