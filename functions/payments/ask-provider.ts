/** The step `invoice.ask`: finds out about a payment page or a bank debit of which no webhook ever told. */
import type {InvoiceDocument} from '../../schemas/invoice.ts';
import {transact} from '../commit.ts';
import {asInvoice, type Read, updateInvoiceWrite} from '../invoices/index.ts';
import {dueStep} from '../kernel/outbox.ts';
import {ok} from '../kernel/result.ts';
import {nowOf} from '../now-of.ts';
import {asking} from './core/outcome.ts';
import type {PaymentWorld} from './record-intent.ts';
import {recordAny} from './record-outcome.ts';
import {releaseCheckout} from './release-checkout.ts';
import {readPayment} from './store.ts';

/** Does nothing unless the step is due: then somebody else found out. */
export const askProvider = async (world: PaymentWorld, path: string): Promise<void> => {
	const stored = await world.db.get(path);
	const read = stored && asInvoice(stored);
	const step = read && dueStep(read.document, await nowOf(world, read.stored), 'invoice.ask');
	if (read === undefined || step === undefined) return;
	if (step.kind === 'page') return releaseCheckout(world, read);
	await askAboutDebits(world, read.document);
	await askAgainLater(world, read);
};

const askAboutDebits = async (world: PaymentWorld, {accountId, paymentIds}: InvoiceDocument): Promise<void> => {
	for (const id of paymentIds) {
		const payment = (await readPayment(world.db, accountId, id))?.document;
		if (payment?.status !== 'processing' || payment.provider === null) continue;
		const {on, intentId} = payment.provider;
		const intent = await world.payments.getIntent(on, intentId);
		if (intent.ok) await recordAny(world, on, intent.value);
	}
};

/** Still on its way: the same question tomorrow. */
const askAgainLater = async (world: PaymentWorld, before: Read<InvoiceDocument>): Promise<void> => {
	const {path} = before.stored;
	const now = await nowOf(world, before.stored);
	await transact<object, never>(world, async () => {
		const stored = await world.db.get(path);
		const read = stored && asInvoice(stored);
		if (read === undefined || dueStep(read.document, now, 'invoice.ask')?.kind !== 'debit')
			return ok({writes: [], answer: {}});
		return ok({writes: [updateInvoiceWrite(read, asking(read.document, now))], answer: {}});
	});
};
