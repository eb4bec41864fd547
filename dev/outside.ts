import {join} from 'node:path';
import {stripeSecrets} from '../functions/adapters/embedded.ts';
import {secretFiles} from '../functions/adapters/secret-files.ts';
import type {Instant} from '../schemas/basics.ts';
import {openMailbox} from './mailbox/mailbox.ts';
import {startSmtpServer} from './mailbox/smtp-server.ts';
import {startStripe} from './stripe/index.ts';

export type Outside = Awaited<ReturnType<typeof startOutside>>;

/** What is beyond the platform, on this machine: the payment provider's stand-in and everybody's mailbox. */
export const startOutside = async (settings: {
	readonly dataDir: string;
	readonly stripePort: number;
	/** Where the stand-in sends its webhooks. */
	readonly webhookUrl: string;
	readonly now: () => Instant;
	readonly wall: () => Instant;
}) => {
	const {dataDir, stripePort, webhookUrl, now, wall} = settings;
	const {webhook} = await stripeSecrets(secretFiles(join(dataDir, 'secrets')));
	const mailbox = openMailbox(join(dataDir, 'mailbox'));
	const smtp = await startSmtpServer(mailbox, now);
	const stripe = await startStripe({
		port: stripePort,
		file: join(dataDir, 'stripe.sqlite'),
		now,
		wallClock: wall,
		webhook: {url: webhookUrl, secret: webhook},
	});
	return {
		mailbox,
		smtpPort: smtp.port,
		stripe,
		stop: async (): Promise<void> => {
			await stripe.close();
			await smtp.stop();
			mailbox.close();
		},
	};
};
