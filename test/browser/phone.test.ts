import {goThrough, screensOf} from './screens.ts';
import {openShop} from './shop.ts';
import {openStage} from './stage.ts';
import {accessibilityFaults, sidewaysPixels} from './visit.ts';

const scene = await openStage(5);

scene('Every screen fits a phone, and is accessible there', async (t, stage) => {
	const shop = await openShop(stage.platform);
	const visit = await stage.visit({email: shop.email, axe: true, size: 'phone'});
	const found = await goThrough(visit, stage.platform.url, screensOf(stage.platform, shop), async (page) => {
		const wide = await sidewaysPixels(page);
		return [...(wide === 0 ? [] : [`${wide} px beyond the right edge`]), ...(await accessibilityFaults(page))];
	});
	t.deepEqual(found, []);
});
