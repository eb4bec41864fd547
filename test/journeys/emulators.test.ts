/** The main journeys on the Firebase emulator suite: deployed bundles, real push subscriptions, Firebase's own sign-in. */
import test from 'ava';
import {startPlatform} from './platform.ts';
import {assertYear, beginYear} from './twelve-months.ts';

test.serial('twelve months on the emulators: the same twelve invoices, charges and mails', async (t) => {
	const platform = await startPlatform('emulators');
	t.teardown(platform.stop);
	const year = await beginYear(platform);
	await platform.walk(year.endsAt);
	await assertYear(t, platform, year);
	t.is(await platform.stop(), 0);
});
