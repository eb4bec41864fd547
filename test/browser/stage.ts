/** What a file of browser tests stands on: one Chromium, one platform of its own, and a picture of every page when a test fails. */
import {mkdirSync} from 'node:fs';
import {join} from 'node:path';
import test, {type ExecutionContext} from 'ava';
import type {Browser} from 'playwright-core';
import {type Platform, startPlatform} from '../journeys/platform.ts';
import {launchChromium} from './chromium.ts';
import {openVisit, type Visit, type VisitOptions} from './visit.ts';

export type Stage = {
	readonly platform: Platform;
	/** A person's browser: nothing in it but what the options say. Closed after the test. */
	visit(options?: VisitOptions): Promise<Visit>;
};
type Scene = (title: string, play: (t: ExecutionContext, stage: Stage) => Promise<void>) => void;

const pictures = join(import.meta.dirname, '..', '..', 'test-results');

/**
 * Opens the stage, once per test file. What it answers declares a test; they run one after another. `mostMinutes` bounds
 * each. Without Chromium they are skipped (see `launchChromium`).
 */
export const openStage = async (mostMinutes = 2): Promise<Scene> => {
	const browser = await launchChromium();
	if (browser === undefined) return (title) => test.skip(title, () => undefined);
	let platform: Platform;
	test.before(async (t) => {
		t.timeout(120_000);
		platform = await startPlatform();
	});
	test.after.always(async () => {
		await Promise.all([browser.close(), platform?.stop()]);
	});
	return (title, play) =>
		test.serial(title, async (t) => {
			t.timeout(mostMinutes * 60_000);
			await played(t, browser, platform, play);
		});
};

const played = async (t: ExecutionContext, browser: Browser, platform: Platform, play: Parameters<Scene>[1]) => {
	const visits: Visit[] = [];
	const visit: Stage['visit'] = async (options) => {
		const opened = await openVisit(browser, platform, options);
		visits.push(opened);
		return opened;
	};
	try {
		await play(t, {platform, visit});
	} catch (failure) {
		for (const [index, {page, faults}] of visits.entries()) {
			const file = join(pictures, `${t.title.replaceAll(/\W+/g, '-').slice(0, 80)}-${index + 1}.png`);
			mkdirSync(pictures, {recursive: true});
			await page.screenshot({path: file}).catch(() => undefined);
			t.log(`at ${page.url()}, see ${file}`, ...faults());
		}
		throw failure;
	} finally {
		await Promise.all(visits.map(({page}) => page.context().close()));
	}
};
