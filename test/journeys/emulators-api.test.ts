/** The API on the Firebase emulator suite keeps to what it keeps to everywhere. */
import test from 'ava';
import {collect} from './charging.ts';
import {conventions} from './conventions.ts';
import {byHand} from './corrections.ts';
import {twoAccounts} from './isolation.ts';
import {type Platform, startPlatform} from './platform.ts';

let platform: Platform;
test.before(async (t) => {
	t.timeout(300_000, 'a busy machine');
	platform = await startPlatform('emulators');
});
test.after.always(async () => {
	await platform?.stop();
});

for (const {title, run} of conventions) test.serial(`on the emulators: ${title}`, (t) => run(t, platform));
test.serial('on the emulators: what belongs to another account does not exist', (t) => twoAccounts(t, platform));
test.serial('on the emulators: payments, mistakes and bad debts by hand', (t) => byHand(t, platform));
test.serial('on the emulators: declined cards are tried again, who must confirm pays by the link', (t) => {
	t.timeout(300_000);
	return collect(t, platform);
});
