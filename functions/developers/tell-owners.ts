/** The step `delivery.mail`: an endpoint was switched off, and each owner of the account is told so by one mail. */
import type {Account} from '../../schemas/account.ts';
import {StepMessage} from '../../schemas/steps.ts';
import type {DeliveryDocument} from '../../schemas/webhook.ts';
import {type OwnerAddress, ownerAddresses, readAccount} from '../accounts/index.ts';
import {transact} from '../commit.ts';
import {invariant} from '../kernel/invariant.ts';
import {dueStep, withoutSteps} from '../kernel/outbox.ts';
import {ok} from '../kernel/result.ts';
import {nowOf} from '../now-of.ts';
import {type Acting, publishNext} from '../publish.ts';
import type {World} from '../world.ts';
import {switchedOffLetter} from './core/switched-off-letter.ts';
import {deliveryWrite, readDelivery} from './webhook-store.ts';

type TellingWorld = Pick<World, 'db' | 'bus' | 'vault' | 'mail' | 'clock' | 'ids' | 'log' | 'settings'>;

/** Throws on an outage: the message comes again. Between mail and commit a crash sends it again under the same Message-ID. */
export const tellOwners =
	(world: TellingWorld) =>
	async (message: unknown): Promise<void> => {
		const {path} = StepMessage.parse(message);
		const read = await readDelivery(world.db, path);
		if (read === undefined) return;
		const now = await nowOf(world, read.stored);
		if (dueStep(read.document, now, 'delivery.mail') === undefined) return;
		await tell(world, read.document);
		const done = await recordTold(world, path);
		invariant(done.ok, 'recording a mail refuses nothing');
		await publishNext(world.bus, done.value.acting, now);
	};

/** One mail for each, so that an address that nobody has any more does not stand between the others and the news. */
const tell = async (world: TellingWorld, delivery: DeliveryDocument): Promise<void> => {
	const {accountId, endpointId} = delivery;
	const [account, owners] = await Promise.all([readAccount(world.db, accountId), ownerAddresses(world, accountId)]);
	invariant(account, 'a delivery belongs to an account that exists');
	const outcomes: string[] = [];
	for (const owner of owners) outcomes.push(await send(world, account.document, delivery, owner));
	if (!outcomes.includes('accepted'))
		world.log.write('warning', 'no owner could be told that an endpoint is off', {accountId, endpointId});
};

/** Its name is that of the work: which endpoint, switched off when, told to whom. */
const send = async (
	{mail, settings}: TellingWorld,
	account: Account,
	{endpointId, switchedOff}: DeliveryDocument,
	{memberId, email}: OwnerAddress,
): Promise<string> => {
	invariant(switchedOff, 'what owners are told stands beside the step');
	const {outcome} = await mail.send({
		key: `${endpointId}:switchedOff:${switchedOff.at}:${memberId}`,
		from: {name: account.name},
		replyTo: null,
		to: [email],
		cc: [],
		...switchedOffLetter(account, {...switchedOff, endpointId, publicUrl: settings.publicUrl}),
		attachments: [],
	});
	return outcome;
};

type Recorded = {readonly acting: readonly Acting[]};

const recordTold = (world: TellingWorld, path: string) =>
	transact<Recorded, never>(world, async () => {
		const read = await readDelivery(world.db, path);
		// Somebody else, or our own lost commit, has recorded it meanwhile.
		if (!read?.document.pending.some(({step}) => step === 'delivery.mail'))
			return ok({writes: [], answer: {acting: []}});
		const told = withoutSteps(read.document, 'delivery.mail');
		return ok({writes: [deliveryWrite(told, read)], answer: {acting: [{path, pending: told.pending}]}});
	});
