/** `npm run build`: the files made from the tables, the web client, and what is deployed in .build/functions. */
import {readdirSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {functions} from '../../functions/index.ts';
import {buildWeb} from '../web/build.ts';
import {bundle} from './bundle.ts';
import {writeGenerated} from './generated.ts';
import {installBeside} from './install-beside.ts';

const root = join(import.meta.dirname, '..', '..');
const folder = join(root, '.build', 'functions');

const main = async (): Promise<void> => {
	const startedAt = performance.now();
	writeGenerated(root);
	const [web] = await Promise.all([buildWeb(root), bundle({root, table: functions, folder})]);
	// With --image, what the bundles need from elsewhere comes along, as the lockfile has it.
	const packages = process.argv.includes('--image') ? installBeside(root, folder) : 0;
	for (const {name} of functions) console.log(`${name.padEnd(18)} ${kilobytes(join(folder, name))}`);
	console.log(`${'parts, shared'.padEnd(18)} ${kilobytes(join(folder, 'parts'))}`);
	if (packages > 0) console.log(`${packages} packages beside the bundles`);
	const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
	console.log(`Built in ${seconds} s: .build/functions and web/dist${web.built ? '' : ' (unchanged)'}`);
};

const kilobytes = (place: string): string => {
	const bytes = readdirSync(place).reduce((sum, name) => sum + statSync(join(place, name)).size, 0);
	return `${Math.round(bytes / 1024)} kB`;
};

await main();
