import test from 'ava';
import {startPlatform} from './platform.ts';
import {assertYear, beginYear} from './twelve-months.ts';

test('twelve months: twelve invoices on the last days, numbered without gap, each charged once, mailed once, paid', async (t) => {
	const platform = await startPlatform();
	t.teardown(platform.stop);
	const year = await beginYear(platform);
	await platform.walk(year.endsAt);
	await assertYear(t, platform, year);
	t.is(await platform.stop(), 0);
});
