/**
 * The `db` port on Firestore. It speaks the protocol through Google's generated client: the client above it re-sends
 * commits silently for ten minutes, and cannot replace a whole document under a precondition.
 */
import {setTimeout as pause} from 'node:timers/promises';
import {FirestoreClient} from '@google-cloud/firestore-api/client_v1';
import {grpc} from 'google-gax';
import {Bug, invariant} from '../kernel/invariant.ts';
import {Outage} from '../kernel/outage.ts';
import type {Committed, Db, Query, Stored, Write} from '../world.ts';
import {placeOf, weigh} from './documents.ts';
import {
	plainNumber,
	storedOf,
	versionOf,
	type WireDocument,
	type WireTime,
	type WireValue,
	wireQuery,
	wireSelection,
	wireWrite,
} from './firestore-wire.ts';

/** `host` (address and port): an emulator, spoken to in plain text as its owner. */
export type FirestoreSettings = {readonly projectId: string; readonly databaseId: string; readonly host?: string};

/** Each call, with all that it is tried again. */
const deadlineMs = 10_000;

/**
 * One client for one database; a process keeps it. Reads are tried again until their 10 s are over and then throw
 * `Outage`. A commit is sent once: what is unknown then, the caller finds out by its commitId.
 */
export const openFirestore = ({projectId, databaseId, host}: FirestoreSettings): Db & {close(): Promise<void>} => {
	const client = new FirestoreClient({projectId, ...(host === undefined ? {} : emulatorAt(host))});
	const database = `projects/${projectId}/databases/${databaseId}`;
	const root = `${database}/documents`;
	const headers = {
		'google-cloud-resource-prefix': database,
		...(host === undefined ? {} : {Authorization: 'Bearer owner'}),
	};
	/** Made anew for each call: the client writes into it. No retries by the client. */
	const options = (timeout: number) => ({
		timeout,
		retry: {retryCodes: []},
		retryRequestOptions: {retries: 0, noResponseRetries: 0},
		otherArgs: {headers: {...headers}},
	});

	const getMany = async (paths: readonly string[]): Promise<readonly (Stored | undefined)[]> => {
		invariant(paths.length <= 500 && paths.every(placeOf), 'at most 500 document paths');
		const documents = [...new Set(paths)].map((path) => `${root}/${path}`);
		const answers = await read(async (timeout) =>
			documents.length === 0
				? []
				: collect<{found?: WireDocument}>(client.batchGetDocuments({database, documents}, options(timeout))),
		);
		const found = new Map(answers.flatMap(({found}) => (found ? [[found.name, storedOf(root, found)]] : [])));
		return paths.map((path) => found.get(`${root}/${path}`));
	};
	const aggregate = async (selection: Omit<Query, 'limit'>, aggregation: object): Promise<number> => {
		const {parent, structuredQuery} = wireSelection(root, selection);
		const request = {
			parent,
			structuredAggregationQuery: {structuredQuery, aggregations: [{alias: 'answer', ...aggregation}]},
		};
		const [answer] = await read((timeout) =>
			collect<{result: {aggregateFields: {answer: WireValue}}}>(client.runAggregationQuery(request, options(timeout))),
		);
		return plainNumber(answer?.result.aggregateFields.answer ?? {});
	};
	return {
		get: async (path) => (await getMany([path]))[0],
		getMany,
		query: async (query) => {
			const request = wireQuery(root, query);
			const rows = await read((timeout) =>
				collect<{document?: WireDocument}>(client.runQuery(request, options(timeout))),
			);
			return rows.flatMap(({document}) => (document ? [storedOf(root, document)] : []));
		},
		count: (selection) => aggregate(selection, {count: {}}),
		sum: (selection, field) => aggregate(selection, {sum: {field: {fieldPath: field}}}),
		commit: async (writes) => {
			const batch = weigh(writes);
			if ('refused' in batch) return {outcome: 'refused', reason: batch.refused};
			if (writes.length === 0) return {outcome: 'committed', versions: []};
			const request = {database, writes: writes.map((write) => wireWrite(root, write))};
			return client.commit(request, options(deadlineMs)).then(
				([answer]) => committedOf(writes, answer),
				(error: unknown) => outcomeOf(error),
			);
		},
		close: () => client.close(),
	};
};

/** Naming the universe keeps the client from looking for Google's metadata server. */
const emulatorAt = (host: string) => {
	const {hostname, port} = new URL(`http://${host}`);
	return {
		servicePath: hostname,
		port: Number(port),
		sslCreds: grpc.credentials.createInsecure(),
		clientOptions: {universeDomain: 'googleapis.com'},
	};
};

const collect = async <T>(stream: AsyncIterable<unknown>): Promise<readonly T[]> => {
	const messages: T[] = [];
	for await (const message of stream) messages.push(message as T);
	return messages;
};

const codes = grpc.status;
const codeOf = (error: unknown): number | undefined =>
	error instanceof Error && 'code' in error && typeof error.code === 'number' ? error.code : undefined;

const passing = new Set<number | undefined>([
	codes.UNAVAILABLE,
	codes.DEADLINE_EXCEEDED,
	codes.RESOURCE_EXHAUSTED,
	codes.ABORTED,
	codes.INTERNAL,
	codes.UNKNOWN,
	codes.CANCELLED,
]);

const read = async <T>(ask: (timeoutMs: number) => Promise<T>): Promise<T> => {
	const end = performance.now() + deadlineMs;
	for (let turn = 0; ; turn++) {
		try {
			return await ask(Math.max(1, end - performance.now()));
		} catch (error) {
			if (codeOf(error) === undefined) throw error;
			const delay = 50 * 2 ** turn;
			// A missing index, a malformed question: our own mistake, and it stays one.
			if (codeOf(error) === codes.FAILED_PRECONDITION || codeOf(error) === codes.INVALID_ARGUMENT) {
				throw new Bug(`a query that Firestore takes: ${error}`);
			}
			if (!passing.has(codeOf(error)) || performance.now() + delay >= end) {
				throw new Outage('Firestore does not answer', {cause: error});
			}
			await pause(delay);
		}
	}
};

const committedOf = (
	writes: readonly Write[],
	answer: {commitTime?: unknown; writeResults?: readonly {updateTime?: unknown}[] | null},
): Committed => ({
	outcome: 'committed',
	versions: writes.map(({op}, at) =>
		op === 'delete' ? null : versionOf((answer.writeResults?.[at]?.updateTime ?? answer.commitTime) as WireTime),
	),
});

const conflicts = new Set<number>([codes.FAILED_PRECONDITION, codes.ALREADY_EXISTS, codes.NOT_FOUND, codes.ABORTED]);
const doubts = new Set<number>([
	codes.DEADLINE_EXCEEDED,
	codes.INTERNAL,
	codes.UNKNOWN,
	codes.CANCELLED,
	codes.DATA_LOSS,
]);

/** What a failed commit means for the documents. What no table names, permissions for one, was not applied: an outage. */
const outcomeOf = (error: unknown): Committed => {
	const code = codeOf(error);
	const message = error instanceof Error ? error.message : '';
	if (code === undefined) throw error;
	if (conflicts.has(code)) return {outcome: 'conflict'};
	if (doubts.has(code)) return {outcome: 'unknown'};
	if (code === codes.INVALID_ARGUMENT || /larger than max|exceeds (the )?maximum/i.test(message)) {
		return {outcome: 'refused', reason: message};
	}
	if (code === codes.RESOURCE_EXHAUSTED) return {outcome: 'unavailable'};
	// The connection may break after the commit was taken; only where none came about is it sure that nothing left.
	if (code === codes.UNAVAILABLE) return {outcome: neverLeft.test(message) ? 'unavailable' : 'unknown'};
	throw new Outage('Firestore refuses to answer', {cause: error});
};

const neverLeft = /No connection established|Name resolution failed/;
