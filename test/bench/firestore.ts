/** The billing run against a bare loop with Google's client, both on one Firestore emulator. */
import {Firestore, type WriteBatch} from '@google-cloud/firestore';
import {openFirestore} from '../../functions/adapters/firestore.ts';
import type {Write} from '../../functions/world.ts';
import {firestoreHost, freshProject} from '../emulators.ts';
import {counting} from './counting.ts';
import {dueAt, putDueTemplates} from './due-templates.ts';
import {timed} from './generation.ts';
import {type Figure, median} from './report.ts';
import {runEverything} from './run-everything.ts';

const templates = 1000;
const rounds = 4;

export const firestoreFigures = async (): Promise<readonly Figure[]> => {
	const host = await firestoreHost();
	if (host === undefined) return [];
	process.env.FIRESTORE_EMULATOR_HOST = host;
	// Google's client would otherwise ask for a metadata server, which is not on this machine.
	process.env.METADATA_SERVER_DETECTION = 'none';
	const ratios: number[] = [];
	let perInvoice = 0;
	// The first round warms the emulator.
	for (let round = 0; round <= rounds; round++) {
		const {ms, commits} = await engine(host);
		const ratio = (await bare(host, commits)) / ms;
		if (round > 0) ratios.push(ratio);
		perInvoice = (ms * 1000) / templates;
	}
	return [
		{
			name: 'billing run vs bare loop, Firestore emulator',
			value: median(ratios),
			unit: '×',
			budget: {min: 0.85},
			note: `${perInvoice.toFixed(0)} µs per invoice`,
		},
	];
};

const engine = async (host: string) => {
	const {close, ...db} = openFirestore({projectId: freshProject(), databaseId: '(default)', host});
	await putDueTemplates(db, templates);
	const commits: (readonly Write[])[] = [];
	const ms = await timed(() => runEverything(counting(db, (writes) => commits.push(writes)).db, dueAt));
	await close();
	return {ms, commits};
};

/** Reads each page by query, then writes the finished documents of that page in one batch with preconditions. */
const bare = async (host: string, commits: readonly (readonly Write[])[]): Promise<number> => {
	const projectId = freshProject();
	const {close, ...db} = openFirestore({projectId, databaseId: '(default)', host});
	await putDueTemplates(db, templates);
	await close();
	const firestore = new Firestore({projectId});
	const ms = await timed(async () => {
		let last: FirebaseFirestore.QueryDocumentSnapshot | undefined;
		for (const commit of commits) {
			const query = firestore
				.collectionGroup('templates')
				.where('dueAt', '<=', dueAt)
				.orderBy('dueAt')
				.orderBy('__name__')
				.limit(100);
			const page = await (last ? query.startAfter(last) : query).get();
			const versions = new Map(page.docs.map((one) => [one.ref.path, one.updateTime]));
			last = page.docs.at(-1) ?? last;
			const batch = firestore.batch();
			for (const write of commit) addTo(batch, firestore, write, versions);
			await batch.commit();
		}
	});
	await firestore.terminate();
	return ms;
};

const addTo = (
	batch: WriteBatch,
	firestore: Firestore,
	write: Write,
	versions: ReadonlyMap<string, FirebaseFirestore.Timestamp>,
): void => {
	if (write.op === 'delete') return;
	const ref = firestore.doc(write.path);
	const lastUpdateTime = versions.get(write.path);
	if (write.op === 'create') batch.create(ref, write.fields);
	else if (lastUpdateTime)
		batch.update(ref, write.fields as FirebaseFirestore.UpdateData<FirebaseFirestore.DocumentData>, {lastUpdateTime});
	else batch.set(ref, write.fields);
};
