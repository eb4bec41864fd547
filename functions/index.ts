/**
 * THE LIST of everything deployed. The local platform, functions.yaml, firebase.json, the infrastructure, the bundles
 * and the tests read this table; it imports no behaviour, so that reading it costs nothing.
 */
import type {World} from './world.ts';

export type Port = Exclude<keyof World, 'settings' | 'log' | 'clock' | 'ids'>;

type Common = {
	readonly name: string;
	/** Where the behaviour is: `file` below functions/, and the name it exports there. */
	readonly file: string;
	readonly act: string;
	/** What it may reach: its service account gets exactly these. */
	readonly ports: readonly Port[];
	readonly memoryMb: 256 | 512 | 1024;
	readonly timeoutSeconds: number;
	readonly concurrency: number;
};
/** `act: (world: World) => (request: Request) => Promise<Response>` */
export type HttpFunction = Common & {
	readonly kind: 'http';
	readonly paths: readonly string[];
	readonly minInstances: 0 | 1;
};
/** `act: (world: World) => (message: unknown) => Promise<void>`; throwing means: deliver again. */
export type EventFunction = Common & {
	readonly kind: 'event';
	readonly topics: readonly string[];
	/** Scheduled ones are also started by the clock: a Scheduler job publishes `{}` to the first topic. */
	readonly cron?: string;
	/** Messages are published by people who operate the platform; no function may. */
	readonly forOperators?: true;
	readonly retry: {
		readonly minBackoffSeconds: number;
		readonly maxBackoffSeconds: number;
		readonly maxAttempts: number;
	};
};
export type DeployedFunction = HttpFunction | EventFunction;

const patient = {minBackoffSeconds: 10, maxBackoffSeconds: 600, maxAttempts: 20} as const;

export const functions = [
	{
		kind: 'http',
		name: 'api',
		file: 'api.ts',
		act: 'api',
		paths: ['/api/**', '/health', '/.well-known/security.txt'],
		ports: ['db', 'bus', 'vault', 'payments', 'mail', 'files', 'callers', 'secrets', 'signer'],
		memoryMb: 512,
		timeoutSeconds: 60,
		concurrency: 80,
		minInstances: 1,
	},
	{
		kind: 'http',
		name: 'hostedInvoice',
		file: 'documents/hosted-invoice.ts',
		act: 'hostedInvoice',
		paths: ['/i/**'],
		ports: ['db', 'vault', 'payments', 'files', 'secrets'],
		memoryMb: 512,
		timeoutSeconds: 60,
		concurrency: 80,
		minInstances: 0,
	},
	{
		kind: 'http',
		name: 'stripeWebhook',
		file: 'payments/receive-webhook.ts',
		act: 'receiveWebhook',
		paths: ['/stripe/webhook'],
		ports: ['bus', 'payments', 'secrets'],
		memoryMb: 256,
		timeoutSeconds: 30,
		concurrency: 80,
		minInstances: 0,
	},
	{
		kind: 'event',
		name: 'startBillingRun',
		file: 'recurring/start-billing-run.ts',
		act: 'startBillingRun',
		topics: ['billing.tick'],
		cron: '*/15 * * * *',
		ports: ['db', 'bus'],
		retry: patient,
		memoryMb: 256,
		timeoutSeconds: 120,
		concurrency: 1,
	},
	{
		kind: 'event',
		name: 'billPage',
		file: 'recurring/bill-page.ts',
		act: 'billPage',
		topics: ['billing.page'],
		ports: ['db', 'bus'],
		retry: patient,
		memoryMb: 256,
		timeoutSeconds: 120,
		concurrency: 4,
	},
	{
		kind: 'event',
		name: 'finishRun',
		file: 'recurring/finish-run.ts',
		act: 'finishRun',
		topics: ['run.finish'],
		ports: ['db', 'bus'],
		retry: patient,
		memoryMb: 256,
		timeoutSeconds: 60,
		concurrency: 8,
	},
	{
		kind: 'event',
		name: 'useCredit',
		file: 'invoices/use-credit.ts',
		act: 'useCredit',
		topics: ['invoice.credit'],
		ports: ['db', 'bus'],
		retry: patient,
		memoryMb: 256,
		timeoutSeconds: 60,
		concurrency: 8,
	},
	{
		kind: 'event',
		name: 'collectInvoice',
		file: 'invoices/collect-invoice.ts',
		act: 'collectInvoice',
		topics: ['invoice.collect'],
		ports: ['db', 'bus'],
		retry: patient,
		memoryMb: 256,
		timeoutSeconds: 60,
		concurrency: 8,
	},
	{
		kind: 'event',
		name: 'replanLooks',
		file: 'invoices/replan-looks.ts',
		act: 'replanLooks',
		topics: ['account.policy'],
		ports: ['db', 'bus'],
		retry: patient,
		memoryMb: 256,
		timeoutSeconds: 60,
		concurrency: 4,
	},
	{
		kind: 'event',
		name: 'chargeInvoice',
		file: 'payments/charge-invoice.ts',
		act: 'chargeInvoice',
		topics: ['invoice.charge', 'invoice.ask'],
		ports: ['db', 'bus', 'payments', 'secrets'],
		retry: patient,
		memoryMb: 256,
		timeoutSeconds: 120,
		concurrency: 8,
	},
	{
		kind: 'event',
		name: 'refundPayment',
		file: 'payments/settle-refund.ts',
		act: 'refundPayment',
		topics: ['payment.refund'],
		ports: ['db', 'bus', 'payments', 'secrets'],
		retry: patient,
		memoryMb: 256,
		timeoutSeconds: 60,
		concurrency: 8,
	},
	{
		kind: 'event',
		name: 'recordOutcome',
		file: 'payments/record-outcome.ts',
		act: 'recordOutcome',
		topics: ['stripe.event'],
		ports: ['db', 'bus', 'payments', 'secrets'],
		retry: patient,
		memoryMb: 256,
		timeoutSeconds: 60,
		concurrency: 8,
	},
	{
		kind: 'event',
		name: 'mailInvoice',
		file: 'documents/mail-invoice.ts',
		act: 'mailInvoice',
		topics: ['invoice.mail', 'creditNote.mail'],
		ports: ['db', 'bus', 'vault', 'mail', 'files', 'secrets'],
		retry: patient,
		memoryMb: 512,
		timeoutSeconds: 120,
		concurrency: 4,
	},
	{
		kind: 'event',
		name: 'notifyWebhooks',
		file: 'developers/notify-webhooks.ts',
		act: 'notifyWebhooks',
		topics: [
			'invoice.notify',
			'template.notify',
			'customer.notify',
			'payment.notify',
			'creditNote.notify',
			'run.notify',
		],
		ports: ['db', 'bus', 'vault', 'http', 'secrets'],
		retry: patient,
		memoryMb: 256,
		timeoutSeconds: 60,
		concurrency: 8,
	},
	{
		kind: 'event',
		name: 'sendDelivery',
		file: 'developers/send-delivery.ts',
		act: 'sendDelivery',
		topics: ['delivery.send'],
		ports: ['db', 'bus', 'vault', 'http'],
		retry: patient,
		memoryMb: 256,
		timeoutSeconds: 60,
		concurrency: 8,
	},
	{
		kind: 'event',
		name: 'tellOwners',
		file: 'developers/tell-owners.ts',
		act: 'tellOwners',
		topics: ['delivery.mail'],
		ports: ['db', 'bus', 'vault', 'mail', 'secrets'],
		retry: patient,
		memoryMb: 256,
		timeoutSeconds: 120,
		concurrency: 4,
	},
	{
		kind: 'event',
		name: 'walkClock',
		file: 'clocks/walk-clock.ts',
		act: 'walkClock',
		topics: ['clock.advance'],
		ports: ['db', 'bus'],
		retry: patient,
		memoryMb: 256,
		timeoutSeconds: 60,
		concurrency: 8,
	},
	{
		kind: 'event',
		name: 'measureAges',
		file: 'operations/measure-ages.ts',
		act: 'measureAges',
		topics: ['ages.tick'],
		cron: '*/5 * * * *',
		ports: ['db'],
		retry: patient,
		memoryMb: 256,
		timeoutSeconds: 60,
		concurrency: 1,
	},
	{
		kind: 'event',
		name: 'operate',
		file: 'operations/operate.ts',
		act: 'operate',
		topics: ['operator.command'],
		forOperators: true,
		ports: ['db'],
		retry: patient,
		memoryMb: 256,
		timeoutSeconds: 60,
		concurrency: 1,
	},
	{
		kind: 'event',
		name: 'sweep',
		file: 'operations/sweep.ts',
		act: 'sweep',
		topics: ['sweep.tick'],
		cron: '*/5 * * * *',
		ports: ['db', 'bus'],
		retry: patient,
		memoryMb: 256,
		timeoutSeconds: 120,
		concurrency: 1,
	},
] as const satisfies readonly DeployedFunction[];
