/** An invoice PDF once everything is warm, and the first screen of the web client. */
import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {gzipSync} from 'node:zlib';
import {openTestWorld} from '../world.ts';
import {type Figure, median} from './report.ts';

const renders = 30;

export const documentFigures = async (): Promise<readonly Figure[]> => {
	const opened = await openTestWorld();
	try {
		const {call} = await opened.business('pdf@shop.example');
		const rate = (await call('/tax-rates')).body.data[0].id;
		const customer = (await call('/customers', {json: {name: 'Buyer', email: 'b@shop.example'}})).body;
		const line = {
			description: 'Website care with a description of some length\nand a second line',
			quantity: '2.5',
			unitAmount: 8000,
			taxRateIds: [rate],
		};
		const lines = Array.from({length: 10}, () => line);
		const draft = (await call('/invoices', {json: {customerId: customer.id, lines}})).body;
		const times: number[] = [];
		for (let nth = 0; nth < renders; nth++) {
			const startedAt = performance.now();
			await call(`/invoices/${draft.id}/pdf`);
			times.push(performance.now() - startedAt);
		}
		await call(`/invoices/${draft.id}/finalize`, {json: {}});
		const {hostedUrl} = (await call(`/invoices/${draft.id}`)).body;
		return [
			{
				name: 'an invoice PDF of 10 lines, warm, through the API',
				value: median(times.slice(10)),
				unit: 'ms',
				budget: {max: 20},
			},
			...(await hostedFigures(opened.world, hostedUrl)),
		];
	} finally {
		await opened.close();
	}
};

const hostedFigures = async (
	world: Parameters<typeof import('../../functions/documents/hosted-invoice.ts')['hostedInvoice']>[0],
	url: string,
): Promise<readonly Figure[]> => {
	const {hostedInvoice} = await import('../../functions/documents/hosted-invoice.ts');
	const answer = await hostedInvoice(world)(new Request(url));
	const html = await answer.text();
	return [
		{name: 'hosted invoice page, all of it', value: Buffer.byteLength(html) / 1000, unit: 'kB', budget: {max: 60}},
		{
			name: 'scripts on the hosted invoice page',
			value: html.match(/<script/g)?.length ?? 0,
			unit: '',
			budget: {max: 0},
		},
	];
};

/** What the entry of the built client loads before it shows anything: its script and what that imports at once. */
export const clientFigures = (): readonly Figure[] => {
	const dist = join(import.meta.dirname, '../../web/dist');
	const html = readFileSync(join(dist, 'index.html'), 'utf8');
	const first = [...html.matchAll(/(?:src|href)="\/?([^"]+\.js)"/g)].map(([, file = '']) => file);
	const seen = new Set<string>();
	const follow = (file: string): void => {
		if (seen.has(file)) return;
		seen.add(file);
		const text = readFileSync(join(dist, file), 'utf8');
		for (const [, name = ''] of text.matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/g)) follow(join(file, '..', name));
	};
	for (const file of first) follow(file);
	const bytes = [...seen].reduce((sum, file) => sum + gzipSync(readFileSync(join(dist, file))).byteLength, 0);
	const all = readdirSync(join(dist, 'assets')).filter((name) => name.endsWith('.js')).length;
	return [
		{
			name: 'web client, JavaScript before the first screen, gzip',
			value: bytes / 1000,
			unit: 'kB',
			budget: {max: 230},
			note: `${seen.size} of ${all} files`,
		},
	];
};
