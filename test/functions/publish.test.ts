import test from 'ava';
import {publishNext} from '../../functions/publish.ts';
import type {Fields} from '../../functions/world.ts';

const now = '2026-05-10T09:00:00.000Z';

test('the first step of each document goes to its topic, if it is due', async (t) => {
	const sent: (readonly [string, readonly Fields[]])[] = [];
	const bus = {publish: async (topic: string, messages: readonly Fields[]) => void sent.push([topic, messages])};
	await publishNext(
		bus,
		[
			{
				path: 'a',
				pending: [
					{step: 'invoice.charge', at: now},
					{step: 'invoice.mail', at: now},
				],
			},
			{path: 'b', pending: [{step: 'invoice.mail', at: now}]},
			{path: 'c', pending: [{step: 'invoice.mail', at: '2026-05-10T09:00:00.001Z'}]},
			{path: 'd', pending: []},
			{path: 'e', pending: [{step: 'invoice.mail', at: '2026-05-09T09:00:00.000Z'}]},
		],
		now,
	);
	t.deepEqual(sent, [
		['invoice.charge', [{path: 'a', step: 'invoice.charge'}]],
		[
			'invoice.mail',
			[
				{path: 'b', step: 'invoice.mail'},
				{path: 'e', step: 'invoice.mail'},
			],
		],
	]);
});
