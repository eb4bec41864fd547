import {goThrough, screensOf} from './screens.ts';
import {openShop} from './shop.ts';
import {openStage} from './stage.ts';
import {accessibilityFaults} from './visit.ts';

const scene = await openStage(5);

scene('Every screen is sound and accessible, in light and in dark', async (t, stage) => {
	const shop = await openShop(stage.platform);
	const visit = await stage.visit({email: shop.email, axe: true});
	const found = await goThrough(visit, stage.platform.url, screensOf(stage.platform, shop), async (page) => {
		const light = await accessibilityFaults(page);
		await page.emulateMedia({colorScheme: 'dark'});
		const dark = await accessibilityFaults(page, ['color-contrast', 'link-in-text-block']);
		await page.emulateMedia({colorScheme: 'light'});
		return [...light, ...dark.map((fault) => `dark: ${fault}`)];
	});
	t.deepEqual(found, []);
});
