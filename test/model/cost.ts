/** What a day costs at list prices, by what is billed. No free tiers, storage, backups, logs, traffic or Stripe's own fees. */
import {commitsPerPage, pageMs, type Scenario} from './day.ts';
import type {Parameters} from './parameters.ts';

export type Cost = {
	readonly firestore: number;
	readonly functions: number;
	readonly pubsub: number;
	readonly kms: number;
};

/** US dollars. */
export const costOf = (scenario: Scenario, p: Parameters): Cost => {
	const {templates, accounts, collects} = scenario;
	const collected = collects ? templates : 0;
	const pages = templates / p.templatesPerPage;
	const commits = pages * commitsPerPage(scenario, p);
	const reads = templates * p.readsPerInvoice + commits * p.readsPerCommit + collected * p.collectingReads;
	const writes = templates * p.writesPerInvoice + commits * p.writesPerCommit + collected * p.collectingWrites;
	const messages = pages + collected * p.messagesPerInvoice;
	return {
		firestore: (reads * p.readPrice + writes * p.writePrice) / 100_000,
		functions:
			(messages * p.requestPrice) / 1e6 +
			instances({seconds: (pages * pageMs(scenario, p)) / 1000, atOnce: p.pagesAtOnce, gib: 0.25}, p) +
			instances({seconds: (collected * (p.chargeMs + p.outcomeMs)) / 1000, atOnce: p.chargesAtOnce, gib: 0.25}, p) +
			instances({seconds: (collected * p.mailMs) / 1000, atOnce: p.mailsAtOnce, gib: 0.5}, p),
		// A message counts as a kilobyte at least, once when published and once when delivered.
		pubsub: (messages * 1000 * 2 * p.pubsubPrice) / 2 ** 40,
		kms: ((collects ? accounts : 0) * p.unwrapsPerAccount * p.kmsPrice) / 10_000,
	};
};

type Work = {readonly seconds: number; readonly atOnce: number; readonly gib: number};

const instances = ({seconds, atOnce, gib}: Work, {cpuPrice, memoryPrice, packing}: Parameters): number =>
	(seconds / (atOnce * packing)) * (cpuPrice + gib * memoryPrice);

export const sumOf = ({firestore, functions, pubsub, kms}: Cost): number => firestore + functions + pubsub + kms;
