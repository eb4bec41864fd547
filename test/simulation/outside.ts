/** What is outside of all processes: the provider and its webhooks, files, customers' endpoints. */
import type {Vault} from '../../functions/world.ts';
import {webhookAct} from './host.ts';
import {type Outside, worldOf} from './ports.ts';
import {openProvider, type StripeEvent, signed} from './provider.ts';
import {instantOf, type Sim} from './sim.ts';

export type OpenOutside = ReturnType<typeof openOutside>;

const minute = 60_000;
const day = 86_400_000;
/** Pauses before Stripe sends an event again; after three days it gives up. */
const againMs = [minute, 10 * minute, 60 * minute, 6 * 60 * minute, day, day];

export const openOutside = (sim: Sim, vault: Vault, {publish}: Pick<Outside, 'publish'>) => {
	const {draw, loop, tasks, faults} = sim;
	/** Events on their way; those that come much later are called for at the end. */
	let onTheWay = 0;
	const held = new Set<() => void>();

	const deliver = (event: StripeEvent, name: string, tries = 0): void => {
		const payload = JSON.stringify(event);
		const again = (): void => {
			const pauseMs = againMs[tries];
			if (pauseMs === undefined) {
				onTheWay--;
				return;
			}
			loop.after(pauseMs, () => deliver(event, name, tries + 1));
		};
		let settled = false;
		const once = (then: () => void) => (): void => {
			if (settled) return;
			settled = true;
			then();
		};
		const failed = once(again);
		const took = once(() => {
			onTheWay--;
		});
		tasks.start(
			`webhook ${name}`,
			async (task) => {
				const world = worldOf({sim, task}, outside);
				const request = new Request('https://app.example/stripe/webhook', {
					method: 'POST',
					headers: {'stripe-signature': signed(payload, loop.now())},
					body: payload,
				});
				const status = await webhookAct(world)(request).then(
					(answer) => answer.status,
					() => 500,
				);
				if (status === 200) took();
				else failed();
			},
			failed,
		);
	};
	const tell = (event: StripeEvent): void => {
		const {metadata: given} = event.data.object as {readonly metadata?: Readonly<Record<string, string>> | null};
		const metadata = Object.entries(given ?? {});
		const name = `${event.type} ${metadata.map(([, value]) => value).join(' ')}`;
		const nth = tasks.count(`event ${name}`);
		const kind = faults.meet('webhook', `event ${name}`, nth);
		if (kind === 'webhook_never') return;
		const later = (ms: number): void => {
			onTheWay++;
			loop.after(ms, () => deliver(event, name));
		};
		const soonMs = draw.between(5, 3000, 'webhook', name, nth);
		if (kind === 'webhook_days_late') {
			let isTold = false;
			const now = (): void => {
				if (isTold) return;
				isTold = true;
				held.delete(now);
				later(1);
			};
			held.add(now);
			loop.after(draw.between(6 * 60 * minute, 3 * day, 'days', name, nth), now);
			return;
		}
		if (kind === 'webhook_twice') later(draw.between(5, 60 * minute, 'twin', name, nth));
		if (kind === 'webhook_late') later(draw.between(minute, 6 * 60 * minute, 'late', name, nth));
		else later(kind === 'webhook_early' ? 1 : soonMs);
	};
	const provider = openProvider(sim, tell, () => planTick());
	const planned = new Set<number>();
	/** The provider does some things by itself, days later. */
	const planTick = (): void => {
		const dueMs = provider.nextDueAt();
		if (dueMs === undefined || planned.has(dueMs)) return;
		planned.add(dueMs);
		loop.at(dueMs, () => {
			provider.tick();
			planTick();
		});
	};
	const files: Outside['files'] = new Map();
	const received: {readonly url: string; readonly body: string}[] = [];
	const outside: Outside = {
		vault,
		publish,
		files,
		payments: provider.adapter,
		endpoint: (url, body) => {
			received.push({url, body});
			return 200;
		},
	};
	return {
		...outside,
		received,
		submit: provider.submit,
		isTelling: (): boolean => onTheWay > 0,
		/** Events that were held back for days come now. */
		hurry: (): void => {
			for (const now of [...held]) now();
		},
		log: provider.log,
		objects: provider.stripe.objects,
		now: (): string => instantOf(loop.now()),
		close: provider.stripe.close,
	};
};
