import test from 'ava';
import {functions} from '../../functions/index.ts';
import {shardCount} from '../../schemas/steps.ts';
import {costOf, sumOf} from './cost.ts';
import {type Scenario, simulateDay} from './day.ts';
import {parametersWith, sources} from './parameters.ts';

const million = 1e6;
const scenario: Scenario = {
	templates: million,
	withinS: 0,
	accounts: 50_000,
	stripeBuckets: 50_000,
	warmPerS: 1e6,
	collects: false,
};
const p = parametersWith();
const perSecond = (changes: {readonly [name: string]: number}, of: Partial<Scenario> = {}) => {
	const day = simulateDay({...scenario, ...of}, parametersWith(changes));
	return {rate: day.invoices / day.issuedS, fullest: day.issuing[0]};
};

test('every invoice of a day is issued, and the same seed gives the same day', (t) => {
	const day = simulateDay({...scenario, collects: true}, p, 7);
	t.is(Math.round(day.invoices), million);
	t.true(day.issuedS <= day.chargedS && day.chargedS <= day.mailedS);
	t.deepEqual(simulateDay({...scenario, collects: true}, p, 7), day);
	t.notDeepEqual(simulateDay({...scenario, collects: true}, p, 8), day);
});

test('invariant 35: twice the shards bill at least 1.8 times as much, until a named limit is full', (t) => {
	// Half the places of one limit after the other: each ends the growth, and says so.
	const limits = {mostInstances: 10, indexWritesPerS: 100, rampStart: 500};
	let reached = '';
	for (let shards = 1; shards <= 1024; shards *= 2) {
		const one = perSecond({...limits, dueShards: shards}, {warmPerS: 20_000});
		const two = perSecond({...limits, dueShards: 2 * shards}, {warmPerS: 20_000});
		if (two.rate >= 1.8 * one.rate) continue;
		reached = two.fullest?.name ?? '';
		t.true((two.fullest?.share ?? 0) > 0.9, `${shards} → ${2 * shards}: ${two.fullest?.name} ${two.fullest?.share}`);
		t.not(reached, 'page chains');
		break;
	}
	t.is(reached, 'places for pages');
});

test('invariant 35: twice the workers bill at least 1.8 times as much, until the shards are all taken', (t) => {
	for (const workers of [1, 2]) {
		const few = perSecond({mostInstances: workers});
		const more = perSecond({mostInstances: 2 * workers});
		t.true(more.rate >= 1.8 * few.rate, `${workers} → ${2 * workers}: ${few.rate} → ${more.rate}`);
	}
	const all = perSecond({mostInstances: 16});
	t.true(perSecond({mostInstances: 32}).rate < 1.1 * all.rate);
	t.is(all.fullest?.name, 'page chains');
});

test('a cold Firestore, not the shards, holds up a million at once', (t) => {
	const cold = perSecond({}, {warmPerS: 0});
	t.is(cold.fullest?.name, 'Firestore, 500/50/5');
	t.true(perSecond({}).rate > 1.5 * cold.rate);
});

test('one account is numbered in one place: more shards do not help it', (t) => {
	const alone = perSecond({}, {accounts: 1});
	t.true(alone.rate <= p.templatesPerPage * p.seriesCommitsPerS);
	t.is(Math.round(perSecond({dueShards: 256}, {accounts: 1}).rate), Math.round(alone.rate));
});

test('a queue serves at its rate: charges through one limit take as long as arithmetic says', (t) => {
	const {chargedS} = simulateDay({...scenario, stripeBuckets: 1, collects: true}, p);
	const expectedS = million / p.stripeEndpointPerS;
	t.true(chargedS >= expectedS && chargedS < 1.01 * expectedS);
});

test('costs grow with what is billed, and a commit of many costs less than many commits', (t) => {
	const cost = sumOf(costOf(scenario, p));
	t.true(Math.abs(sumOf(costOf({...scenario, templates: 2 * million, accounts: 100_000}, p)) - 2 * cost) < 1e-6);
	t.true(sumOf(costOf({...scenario, accounts: million}, p)) > cost);
});

test('parameters that this repository sets are the ones it sets', (t) => {
	const placesOf = (name: string) => functions.find((one) => one.name === name)?.concurrency;
	t.is(p.dueShards, shardCount);
	t.is(p.pagesAtOnce, placesOf('billPage') ?? 0);
	t.is(p.chargesAtOnce, placesOf('chargeInvoice') ?? 0);
	t.is(p.mailsAtOnce, placesOf('mailInvoice') ?? 0);
	t.true(Object.keys(sources).length > 30);
	t.throws(() => parametersWith({noSuchThing: 1}));
});
