import {z} from 'zod';

/** `demo-`: nothing of it can reach the real cloud. */
export const projectId = 'demo-invoice-meister';

/** Where each emulator listens. */
export const Ports = z.object({
	auth: z.int(),
	firestore: z.int(),
	websocket: z.int(),
	pubsub: z.int(),
	functions: z.int(),
	hosting: z.int(),
	hub: z.int(),
	logging: z.int(),
	tasks: z.int(),
	eventarc: z.int(),
});
export type SuitePorts = z.infer<typeof Ports>;
