/** The run over both databases: the same documents in, the same documents out. */
import test from 'ava';
import {openFirestore} from '../../../functions/adapters/firestore.ts';
import {firestoreHost, freshProject} from '../../emulators.ts';
import {activated, type Billing, endState, furnish, openBilling, templateFields} from './billing-world.ts';

const may = '2026-05-10T09:00:00.000Z';
const host = await firestoreHost();

const play = async (billing: Billing): Promise<unknown> => {
	const due = Array.from({length: 120}, (_, index) => activated({id: `tpl_${1000 + index}`}, may, 'latest'));
	await furnish(billing.db, [
		...due,
		activated({id: 'tpl_0001'}, may),
		activated({id: 'tpl_0002', billing: 'draft'}, may),
		activated({id: 'tpl_0003', taxPlan: []}, may),
		activated({id: 'tpl_0004'}, may, 'skip'),
		templateFields({id: 'tpl_0005', status: 'paused'}),
	]);
	await billing.run(may);
	await billing.run('2026-05-10T09:15:00.000Z');
	await billing.run('2026-05-31T06:00:00.000Z');
	return endState(billing);
};

(host === undefined ? test.skip : test)('a run leaves on Firestore what it leaves on SQLite', async (t) => {
	const firestore = openFirestore({projectId: freshProject(), databaseId: '(default)', host: host ?? ''});
	t.teardown(firestore.close);
	const there = await play(openBilling((ports) => ports, firestore));
	t.deepEqual(there, await play(openBilling()));
});
