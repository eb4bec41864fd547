/** The entry of a deployed bundle: one function of the table, on Google Cloud. `npm run build` writes the call of `start`. */
import {z} from 'zod';
import {openGoogle} from './adapters/google.ts';
import {structuredLog} from './adapters/log.ts';
import {type DeployedFunction, functions} from './index.ts';
import {invariant} from './kernel/invariant.ts';
import {drainOnSigterm, type EventAct, type HttpAct, keepBodiesUnread, serveEvent, serveHttp} from './serve.ts';
import type {World} from './world.ts';

type Named<Kind extends DeployedFunction['kind']> = Extract<(typeof functions)[number], {kind: Kind}>['name'];
/** What opens the world: on Google Cloud unless told. */
type Open = (entry: DeployedFunction) => Promise<World>;

/** Registers an HTTP function with the functions-framework, which then listens. */
export const startHttp = (name: Named<'http'>, act: HttpAct, open: Open = openDeployed): void => {
	const entry = rowOf(name);
	invariant(entry.kind === 'http', 'an HTTP function of the table');
	keepBodiesUnread();
	serveHttp(entry, act, () => open(entry));
	drainOnSigterm();
};

/** Registers an event function: CloudEvents that a push subscription brings. */
export const startEvent = (name: Named<'event'>, act: EventAct, open: Open = openDeployed): void => {
	const entry = rowOf(name);
	invariant(entry.kind === 'event', 'an event function of the table');
	serveEvent(entry, act, () => open(entry));
	drainOnSigterm();
};

const rowOf = (name: string): DeployedFunction => {
	const entry: DeployedFunction | undefined = functions.find((each) => each.name === name);
	invariant(entry, 'a function of the table');
	return entry;
};

/** What infra/ tells each function. */
const Environment = z.object({
	GOOGLE_CLOUD_PROJECT: z.string().min(1),
	PUBLIC_URL: z.url().refine((url) => !url.endsWith('/')),
	WRAPPING_KEY: z.string().min(1),
	SIGNING_KEY_VERSION: z.string().min(1),
	FILES_BUCKET: z.string().min(1),
	SMTP_HOST: z.string().min(1),
	SMTP_PORT: z.coerce.number().int(),
	SMTP_ENCRYPTION: z.enum(['tls', 'starttls']),
	MAIL_FROM: z.email(),
});

const openDeployed: Open = ({name, ports}) => {
	const found = Environment.parse(process.env);
	return openGoogle({
		projectId: found.GOOGLE_CLOUD_PROJECT,
		publicUrl: found.PUBLIC_URL,
		ports,
		log: structuredLog(name),
		wrappingKey: found.WRAPPING_KEY,
		signingKeyVersion: found.SIGNING_KEY_VERSION,
		bucket: found.FILES_BUCKET,
		smtp: {
			host: found.SMTP_HOST,
			port: found.SMTP_PORT,
			encryption: found.SMTP_ENCRYPTION,
			fromAddress: found.MAIL_FROM,
		},
	});
};
