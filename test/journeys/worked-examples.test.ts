import test from 'ava';
import {type Platform, startPlatform} from './platform.ts';
import {workedExamples} from './worked-examples.ts';

let platform: Platform;
test.before(async () => {
	platform = await startPlatform();
});
test.after.always(async () => {
	await platform?.stop();
});

for (const {title, run} of workedExamples) test.serial(title, (t) => run(t, platform));
