/** The browser of the tests: the machine's own Chromium, driven by playwright-core. Nothing is downloaded. */
import {accessSync, constants} from 'node:fs';
import {delimiter, join} from 'node:path';
import {type Browser, chromium} from 'playwright-core';

const flags = [
	'--headless',
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

/**
 * Starts Chromium with a fresh profile: CHROME_PATH, else `chromium` on PATH. Where there is none, the tests are skipped
 * with a loud line; with CI=true that is a failure.
 */
export const launchChromium = async (): Promise<Browser | undefined> => {
	const program = chromiumPath();
	if (program !== undefined) return chromium.launch({executablePath: program, args: flags});
	const missing = 'No Chromium here: set CHROME_PATH, or install `chromium`.';
	if (process.env.CI === 'true') throw new Error(missing);
	console.error(`\n!!! BROWSER TESTS ARE SKIPPED. ${missing}\n`);
	return;
};

/** Where Chromium is, if anywhere. */
export const chromiumPath = (): string | undefined =>
	process.env.CHROME_PATH ||
	(process.env.PATH ?? '')
		.split(delimiter)
		.map((folder) => join(folder, 'chromium'))
		.find(isProgram);

const isProgram = (path: string): boolean => {
	try {
		accessSync(path, constants.X_OK);
		return true;
	} catch {
		return false;
	}
};
