/** Time per invoice and memory as the number of due templates grows. */

import {dueAt, putDueTemplates} from './due-templates.ts';
import {onSqlite, timed} from './generation.ts';
import type {Figure} from './report.ts';
import {runEverything} from './run-everything.ts';

/** `sizes` ascending. Memory is what the process holds at its fullest during the largest run. */
export const flatnessFigures = async (sizes: readonly number[]): Promise<readonly Figure[]> => {
	const perInvoice: number[] = [];
	let fullest = 0;
	for (const size of sizes) {
		await onSqlite(async (db) => {
			await putDueTemplates(db, size);
			const watch = setInterval(() => {
				fullest = Math.max(fullest, process.memoryUsage().rss);
			}, 50);
			perInvoice.push(((await timed(() => runEverything(db, dueAt))) * 1000) / size);
			fullest = Math.max(fullest, process.memoryUsage().rss);
			clearInterval(watch);
		});
	}
	const [first = Number.NaN] = perInvoice;
	const worst = Math.max(...perInvoice.map((us) => us / first));
	return [
		...sizes.map((size, index) => ({
			name: `time per invoice at ${size} templates, SQLite`,
			value: perInvoice[index] ?? Number.NaN,
			unit: 'µs',
		})),
		{name: `growth from ${sizes[0]} to ${sizes.at(-1)} templates`, value: worst, unit: '×', budget: {max: 1.15}},
		{
			name: `memory of the worker at ${sizes.at(-1)} templates`,
			value: fullest / 2 ** 20,
			unit: 'MiB',
			budget: {max: 256},
		},
	];
};
