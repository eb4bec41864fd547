/**
 * One day of billing on Google Cloud as queues: ticks start a chain of pages in each shard, pages commit, invoices are
 * charged and mailed. A job stands for some successive pages of one chain and for the invoices they gave.
 */
import {drawing, openEvents, type Resource, resource} from './events.ts';
import type {Parameters} from './parameters.ts';

export type Scenario = {
	readonly templates: number;
	/** They fall due evenly over so many seconds; 0: all at once. */
	readonly withinS: number;
	readonly accounts: number;
	/** Stripe accounts that have a rate limit of their own: 1, or one a business. */
	readonly stripeBuckets: number;
	/** Operations per second that Firestore is used to since yesterday. */
	readonly warmPerS: number;
	readonly collects: boolean;
};
export type Use = {readonly name: string; readonly share: number};
/**
 * Seconds since the first template fell due. `issuing` and `whole`: how much of each resource was in use until all was
 * issued, and until it had no more work; the fullest first.
 */
export type Day = {
	readonly invoices: number;
	readonly issuedS: number;
	readonly chargedS: number;
	readonly mailedS: number;
	/** From falling due to being issued, the longest of all. */
	readonly longestWaitS: number;
	readonly issuing: readonly Use[];
	readonly whole: readonly Use[];
};

const jobsInAll = 8000;
type Job = {readonly pages: number; readonly invoices: number; readonly dueS: number};

export const simulateDay = (scenario: Scenario, parameters: Parameters, seed = 1): Day => {
	const events = openEvents();
	const means = meansOf(scenario, parameters);
	const {ramp, dueIndex, actIndex, pageCpu, bus, stripe, charging, mailing, provider, chains} = means;
	const page = pageTimes(scenario, parameters, drawing(seed));
	const reached = {invoices: 0, issuedS: 0, chargedS: 0, mailedS: 0, longestWaitS: 0};

	const bill = (job: Job, next: () => void): void => {
		const {invoices, pages} = job;
		const at = events.now();
		const outsideS = page(pages);
		chains.busy(at, outsideS);
		const commits = pages * commitsPerPage(scenario, parameters);
		const writes = invoices * parameters.writesPerInvoice + commits * parameters.writesPerCommit;
		const done = Math.max(
			pageCpu.take(at, (invoices * parameters.billingCpuMs) / 1000) + outsideS,
			ramp.take(at, writes),
			dueIndex.take(at, invoices),
			actIndex.take(at, invoices),
			bus.take(at, pages),
		);
		events.at(done, () => {
			reached.invoices += invoices;
			reached.issuedS = events.now();
			reached.longestWaitS = Math.max(reached.longestWaitS, events.now() - job.dueS);
			if (scenario.collects) charge(job);
			next();
		});
	};
	/** Its writes follow when Stripe has answered: who waits there takes nothing from those who bill. */
	const charge = ({invoices}: Job): void => {
		const at = events.now();
		events.at(Math.max(stripe.take(at, invoices), charging.take(at, invoices)), () => {
			const written = collected(invoices, 0.5);
			events.at(written, () => {
				reached.chargedS = events.now();
				mail(invoices);
			});
		});
	};
	const mail = (invoices: number): void => {
		const at = events.now();
		events.at(Math.max(provider.take(at, invoices), mailing.take(at, invoices)), () =>
			events.at(collected(invoices, 0.5), () => {
				reached.mailedS = events.now();
			}),
		);
	};
	const collected = (invoices: number, share: number): number =>
		Math.max(
			ramp.take(events.now(), invoices * parameters.collectingWrites * share),
			actIndex.take(events.now(), invoices * parameters.collectingActWrites * share),
			bus.take(events.now(), invoices * parameters.messagesPerInvoice * share),
		);

	for (const {time, shard, job} of arrivals(scenario, parameters))
		events.at(time, () => chains.wait(shard, (next) => bill(job, next)));
	events.run();
	const {chains: _, ...others} = means;
	const resources = [...Object.values(others), chains.asResource];
	const forIssuing = [ramp, dueIndex, actIndex, pageCpu, bus, chains.asResource];
	return {...reached, issuing: usesOf(forIssuing, reached.issuedS), whole: usesOf(resources)};
};

const usesOf = (resources: readonly Resource[], until?: number): readonly Use[] =>
	resources
		.map((one) => ({name: one.name, share: Math.min(1, one.utilisation(until))}))
		.sort((a, b) => b.share - a.share);

export const commitsPerPage = ({templates, accounts}: Scenario, {templatesPerPage}: Parameters): number =>
	Math.max(1, templatesPerPage / (templates / accounts));

/** A query, then the commits of the page's accounts, some at once. */
export const pageMs = (scenario: Scenario, p: Parameters): number =>
	p.queryMs + Math.ceil(commitsPerPage(scenario, p) / p.accountsAtOnce) * p.commitMs;

/** Templates of an account wait in one shard, so that few accounts use few of them. */
const shardsIn = ({accounts}: Scenario, {dueShards}: Parameters): number => Math.min(accounts, dueShards);

const meansOf = (scenario: Scenario, p: Parameters) => {
	const steady = (perS: number) => () => perS;
	const ramped = (time: number): number =>
		Math.max(p.rampStart, scenario.warmPerS) * p.rampFactor ** Math.min(60, Math.floor(time / p.rampStepS));
	const charges = Math.min(p.stripeEndpointPerS, p.stripePerS / p.stripeCalls) * scenario.stripeBuckets;
	const mailCpuLimit = (p.mostInstances * 1000) / p.pdfCpuMs;
	return {
		ramp: resource('Firestore, 500/50/5', ramped, p.rampStepS),
		dueIndex: resource('due index', steady(shardsIn(scenario, p) * p.indexWritesPerS)),
		actIndex: resource('act index', steady(p.dueShards * p.indexWritesPerS)),
		pageCpu: resource('processors of billPage', steady(p.mostInstances)),
		bus: resource('Pub/Sub', steady(p.pubsubKbPerS)),
		stripe: resource('Stripe', steady(charges)),
		charging: resource('instances of chargeInvoice', steady((p.mostInstances * p.chargesAtOnce * 1000) / p.chargeMs)),
		mailing: resource(
			'instances of mailInvoice',
			steady(Math.min(mailCpuLimit, (p.mostInstances * p.mailsAtOnce * 1000) / p.mailMs)),
		),
		provider: resource('mail provider', steady(p.mailsPerS)),
		chains: openChains(shardsIn(scenario, p), p.mostInstances * p.pagesAtOnce),
	};
};

/** How long so many pages of one chain take outside our processors, commits to one series not oftener than it bears. */
const pageTimes = (scenario: Scenario, p: Parameters, draw: () => number): ((pages: number) => number) => {
	const isOneSeries = commitsPerPage(scenario, p) === 1;
	return (pages) => {
		const normal = Math.sqrt(-2 * Math.log(1 - draw())) * Math.cos(2 * Math.PI * draw());
		const spread = p.pageSpread / Math.sqrt(pages);
		const pageS = (pageMs(scenario, p) / 1000) * Math.exp(spread * normal);
		return pages * (isOneSeries ? Math.max(pageS, 1 / p.seriesCommitsPerS) : pageS);
	};
};

/** One page at a time in each shard, and no more pages at once than there are places for; shards take turns. */
const openChains = (shards: number, places: number) => {
	const queues = Array.from({length: shards}, (): ((next: () => void) => void)[] => []);
	const ready: number[] = [];
	let running = 0;
	let ownS = 0;
	let firstAt = Number.POSITIVE_INFINITY;
	let lastAt = 0;
	const start = (): void => {
		while (running < places && ready.length > 0) {
			const shard = ready.shift() ?? 0;
			const queue = queues[shard] ?? [];
			running += 1;
			queue[0]?.(() => {
				running -= 1;
				queue.shift();
				if (queue.length > 0) ready.push(shard);
				start();
			});
		}
	};
	return {
		wait: (shard: number, work: (next: () => void) => void) => {
			if (queues[shard]?.push(work) === 1) ready.push(shard);
			start();
		},
		/** Only the time that the pages take by themselves: waiting for others is the others' business. */
		busy: (at: number, seconds: number) => {
			ownS += seconds;
			firstAt = Math.min(firstAt, at);
			lastAt = Math.max(lastAt, at + seconds);
		},
		asResource: {
			name: places < shards ? 'places for pages' : 'page chains',
			take: (at) => at,
			utilisation: () => (lastAt > firstAt ? ownS / (Math.min(shards, places) * (lastAt - firstAt)) : 0),
		} satisfies Resource,
	};
};

/** What each tick finds due, dealt to the shards. */
const arrivals = (scenario: Scenario, p: Parameters): readonly {time: number; shard: number; job: Job}[] => {
	const shards = shardsIn(scenario, p);
	const ticks = Math.max(1, Math.ceil(scenario.withinS / p.tickEveryS));
	const perChain = scenario.templates / ticks / shards;
	const pages = Math.max(1, Math.ceil((perChain * ticks * shards) / p.templatesPerPage / jobsInAll));
	return Array.from({length: ticks}, (_, tick) => {
		const dueS = scenario.withinS === 0 ? 0 : tick * p.tickEveryS;
		const time = scenario.withinS === 0 ? 0 : dueS + p.tickEveryS;
		return Array.from({length: Math.ceil(perChain / (pages * p.templatesPerPage))}, (_, nth) => {
			const invoices = Math.min(pages * p.templatesPerPage, perChain - nth * pages * p.templatesPerPage);
			const job = {pages: Math.ceil(invoices / p.templatesPerPage), invoices, dueS};
			return Array.from({length: shards}, (_, shard) => ({time, shard, job}));
		}).flat();
	}).flat();
};
