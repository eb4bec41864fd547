import {readFileSync, writeFileSync} from 'node:fs';
import {z} from 'zod';

/** What every process of the platform has to know; in a file, so that those that live longer than others learn what has moved. */
export const Facts = z.strictObject({
	projectId: z.string(),
	publicUrl: z.string(),
	firestore: z.string(),
	pubsub: z.string(),
	auth: z.string(),
	dataDir: z.string(),
	stripePort: z.int(),
	smtpPort: z.int(),
	/** Where functions say what they publish, so that it is known when all is quiet. */
	exchangePort: z.int(),
});
export type Facts = z.infer<typeof Facts>;

/** The environment variable that names the file. */
export const factsVariable = 'PLATFORM_FILE';

export const readFacts = (file: string): Facts => Facts.parse(JSON.parse(readFileSync(file, 'utf8')));
export const writeFacts = (file: string, facts: Facts): void =>
	writeFileSync(file, JSON.stringify(facts), {mode: 0o600});
