/**
 * `npm run model`: a day of one million and of a hundred million templates on Google Cloud, from what the bench measured
 * and what Google and Stripe publish (parameters.json). `-- --set mostInstances=1000,mailsPerS=2000` asks what if.
 */
import {costOf, sumOf} from './cost.ts';
import {type Scenario, simulateDay, type Use} from './day.ts';
import {type Parameters, parametersWith, sources} from './parameters.ts';

const hour = 3600;
const million = 1e6;

/** Spread over the day, Firestore is used to the rate from the day before; on the first of a month it is not. */
export const scenarios = (p: Parameters): readonly (readonly [string, Scenario])[] =>
	[million, 100 * million].flatMap((templates) => {
		const accounts = templates / p.dueTemplatesPerAccount;
		const base = {templates, accounts, stripeBuckets: accounts, warmPerS: 0, collects: true};
		const perDay = (templates * (p.writesPerInvoice + p.collectingWrites)) / (24 * hour);
		const many = `${templates / million} M`;
		return [
			[`${many} over 24 h`, {...base, withinS: 24 * hour, warmPerS: 1.5 * perDay}],
			[`${many} in 2 h`, {...base, withinS: 2 * hour}],
			[`${many} at once`, {...base, withinS: 0}],
			...(templates === million
				? [[`${many} at once, one account`, {...base, accounts: 1, stripeBuckets: 1, withinS: 0}] as const]
				: []),
		] as const;
	});

const rowOf = (name: string, scenario: Scenario, p: Parameters): string => {
	const day = simulateDay(scenario, p);
	const cost = costOf(scenario, p);
	const cells = [
		name,
		inHours(day.issuedS),
		inHours(day.longestWaitS),
		inHours(day.chargedS),
		inHours(day.mailedS),
		inHours(scenario.templates / p.stripeEndpointPerS),
		fullest(day.issuing),
		fullest(day.whole),
		...[cost.firestore, cost.functions, cost.pubsub, cost.kms, sumOf(cost)].map(dollars),
		`${((sumOf(cost) / scenario.templates) * 1000).toFixed(4)}`,
	];
	return `| ${cells.join(' | ')} |`;
};

const header = [
	'| templates due | issued by | longest wait | charged by | mailed by | charged through one Stripe limit | fullest while issuing | fullest in all | Firestore | functions | Pub/Sub | KMS | a day | per 1,000 |',
	'|---|--:|--:|--:|--:|--:|---|---|--:|--:|--:|--:|--:|--:|',
];

const inHours = (seconds: number): string =>
	seconds < 100
		? `${seconds.toFixed(0)} s`
		: seconds < 2 * hour
			? `${(seconds / 60).toFixed(0)} min`
			: `${(seconds / hour).toFixed(1)} h`;

const dollars = (sum: number): string => `$${sum.toFixed(2)}`;

const fullest = (uses: readonly Use[]): string =>
	uses
		.slice(0, 2)
		.map(({name, share}) => `${name} ${(share * 100).toFixed(0)} %`)
		.join(', ');

const changesIn = (args: readonly string[]): {readonly [name: string]: number} => {
	const set = args.includes('--set') ? (args[args.indexOf('--set') + 1] ?? '') : '';
	const pairs = set
		.split(',')
		.filter(Boolean)
		.map((pair) => pair.split('='));
	return Object.fromEntries(pairs.map(([name = '', value]) => [name, Number(value)]));
};

const main = (): void => {
	const changes = changesIn(process.argv.slice(2));
	const p = parametersWith(changes);
	console.log([...header, ...scenarios(p).map(([name, scenario]) => rowOf(name, scenario, p))].join('\n'));
	const assumed = Object.entries(sources).filter(([, source]) => source.assumed !== undefined);
	const told = [...Object.entries(changes), ...assumed.map(([name]) => [name, p[name as keyof Parameters]])];
	console.log(`\nAssumed or set here: ${told.map(([name, value]) => `${name} ${value}`).join(', ')}.`);
	console.log('Where each figure is from: test/model/parameters.json');
};

if (import.meta.main) main();
