import test from 'ava';
import {conventions} from './conventions.ts';
import {type Platform, startPlatform} from './platform.ts';

let platform: Platform;
test.before(async () => {
	platform = await startPlatform();
});
test.after.always(async () => {
	await platform?.stop();
});

for (const {title, run} of conventions) test.serial(title, (t) => run(t, platform));
