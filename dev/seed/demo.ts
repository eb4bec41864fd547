/** The demo business: a year of it, lived through the public API and the platform's clock. Nothing is written behind the engine's back. */
import {existsSync, mkdirSync, readdirSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import {z} from 'zod';
import {addDays, addMonths, earliest, latest, startOfMonth} from '../../functions/kernel/calendar.ts';
import type {Instant, PlainDate} from '../../schemas/basics.ts';
import {keptJson} from '../kept-json.ts';
import type {Platform} from '../platform.ts';
import {apiClient} from './api.ts';
import {openBusiness} from './business.ts';
import {bookTransfers, closeTheYear, livesOn, startOrders} from './story.ts';

export const owner = {email: 'demo@nordlicht.example', name: 'Mara Lindqvist'};

const months = 12;
const Marker = z.strictObject({state: z.enum(['running', 'done'])});
const marker = (dataDir: string) =>
	keptJson<z.infer<typeof Marker>>(join(dataDir, 'seed.json'), Marker, {state: 'done'});

/**
 * Decides whether there is a story to tell: on a folder that was never used, or where telling it was cut short (nobody
 * has worked with that yet, so it is begun again from nothing). Answers when the story begins.
 */
export const prepareDemo = (
	{dataDir, seed}: {readonly dataDir: string; readonly seed: 'demo' | 'none'},
	wall: Instant = new Date().toISOString(),
): {readonly beginAt: Instant} | undefined => {
	if (seed === 'none') return undefined;
	mkdirSync(dataDir, {recursive: true, mode: 0o700});
	const cutShort = marker(dataDir).get().state === 'running';
	const used = ['database.sqlite', 'suite'].some((name) => existsSync(join(dataDir, name)));
	if (!cutShort && used) return undefined;
	for (const name of readdirSync(dataDir)) {
		if (!name.startsWith('lock.sqlite')) rmSync(join(dataDir, name), {recursive: true, force: true});
	}
	marker(dataDir).set({state: 'running'});
	return {beginAt: `${addMonths(startOfMonth(wall.slice(0, 10)), -months)}T01:00:00.000Z`};
};

export const finishDemo = ({dataDir}: {readonly dataDir: string}): void => marker(dataDir).set({state: 'done'});

/**
 * Tells the story from where the clock stands to the machine's time. `say` gets a line of progress now and then. When a
 * scene fails the story ends there, which is said, and the platform is there all the same.
 */
export const demo = async (platform: Platform, say: (line: string) => void): Promise<void> => {
	try {
		await tell(platform, say);
	} catch (error) {
		say(`The demo business is not complete: ${error instanceof Error ? error.message : String(error)}`);
	}
	// Twice, because the first walk takes a while itself.
	await walk(platform, farFuture);
	await walk(platform, farFuture);
};

const tell = async (platform: Platform, say: (line: string) => void): Promise<void> => {
	const {token} = await platform.signIn(owner.email, owner.name);
	const api = apiClient(platform.url, token);
	const first = platform.clock.now().slice(0, 10);
	say('Making the demo business: a year of work, one day after the other …');
	const business = await openBusiness(api);
	const walkTo = (date: PlainDate, hour: string) => walk(platform, `${date}T${hour}:00:00.000Z`);

	for (let month = 0; month <= months; month++) {
		const begin = addMonths(first, month);
		await walkTo(begin, '01');
		await startOrders(business, month, begin);
		await walkTo(addDays(begin, 9), '10');
		await livesOn(business, month, today(platform));
		await walk(platform, today(platform));
		await bookTransfers(business, month, today(platform));
		await walkTo(addDays(begin, 23), '10');
		await bookTransfers(business, month, today(platform));
		if (month % 3 === 2) say(`  … ${today(platform)}: ${await business.countInvoices()} invoices`);
	}
	await closeTheYear(business);
};

const farFuture = '9999-12-31T00:00:00.000Z';
const today = (platform: Platform): PlainDate => platform.clock.now().slice(0, 10);

/** Never beyond the machine's time, where the story ends, and never back; when it resolves all is quiet. */
const walk = async (platform: Platform, target: Instant): Promise<void> => {
	await platform.walkTo((now) => latest(now, earliest(target, new Date().toISOString())));
};
