import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'ava';
import {startPlatform} from './platform.ts';
import {assertLate, choosePast, openRental} from './templates.ts';

test('past periods are skipped, billed or caught up with as told; late ones are always billed, once, with their own period', async (t) => {
	const platform = await startPlatform();
	t.teardown(platform.stop);
	const rental = await openRental(platform, 'landlord@example.org');
	const resumed = await choosePast(t, platform, rental, 'resume');
	const activated = await choosePast(t, platform, rental, 'activate');

	await platform.walk(`${rental.year}-05-30T20:00:00.000Z`);
	await platform.stop();
	sleepUntil(platform.dataDir, `${rental.year}-06-02T08:00:00.000Z`);
	await platform.restart();
	await assertLate(t, rental, [...resumed, ...activated]);
});

/** The machine is off until then: only its clock's offset knows. */
const sleepUntil = (dataDir: string, instant: string): void => {
	const file = join(dataDir, 'clock.json');
	const {offsetMs} = JSON.parse(readFileSync(file, 'utf8'));
	if (typeof offsetMs !== 'number') throw new Error('the clock stands');
	writeFileSync(file, JSON.stringify({offsetMs: Date.parse(instant) - Date.now()}));
};
