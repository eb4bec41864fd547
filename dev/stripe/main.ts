import {startStripe} from './index.ts';

/**
 * The stand-in as a process of its own: `node dev/stripe/main.ts --file=F [--port=0] [--webhook=URL --secret=S] [--now=INSTANT]`.
 * It prints its address when it is ready. Its clock is the computer's, or stands at `--now`.
 */
const flags = new Map(
	process.argv.slice(2).map((flag) => [flag.replace(/^--|=.*$/g, ''), flag.replace(/^[^=]*=?/, '')] as const),
);
const file = flags.get('file');
if (file === undefined) throw new Error('--file is missing');
const url = flags.get('webhook');
const stripe = await startStripe({
	file,
	port: Number(flags.get('port') ?? 0),
	now: () => flags.get('now') ?? new Date().toISOString(),
	webhook: url === undefined ? undefined : {url, secret: flags.get('secret') ?? ''},
});
console.log(`Stripe stand-in at ${stripe.url}`);
process.once('SIGTERM', () => void stripe.close());
