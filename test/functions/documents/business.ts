/** A business with one customer, issued invoices and the worker that mails them, on a world of its own. */
import {hostedInvoice} from '../../../functions/documents/hosted-invoice.ts';
import {mailInvoice} from '../../../functions/documents/mail-invoice.ts';
import {claimOf} from '../../../functions/invoices/index.ts';
import type {World} from '../../../functions/world.ts';
import {InvoiceDocument} from '../../../schemas/invoice.ts';
import {openTestWorld, type TestWorldOptions} from '../../world.ts';

export type Fields = {readonly [name: string]: unknown};

const bank = {iban: 'DE89370400440532013000', bic: 'COBADEFFXXX', name: null};
const address = {line1: 'Torstraße 12', postalCode: '10119', city: 'Berlin', country: 'DE'};

export const openBusiness = async (
	options: TestWorldOptions = {},
	{customer = {}, account = {}}: {readonly customer?: Fields; readonly account?: Fields} = {},
) => {
	const opened = await openTestWorld({beginAt: '2026-11-22T09:00:00.000Z', ...options});
	const {call, accountId} = await opened.business('owner@example.com', {name: 'Atelier Nord', country: 'DE'});
	const patched = await call('', {
		method: 'PATCH',
		json: {legalName: 'Atelier Nord GmbH', bank, address, replyTo: 'hello@atelier.example', ...account},
	});
	if (patched.status !== 200) throw new Error(patched.text);
	const made = await call('/customers', {
		json: {name: 'Brückner & Söhne', email: 'books@brueckner.example', locale: 'en-IE', ...customer},
	});
	if (made.status !== 201) throw new Error(made.text);
	const customerId: string = made.body.id;

	const draft = async (fields: Fields = {}) => {
		const answer = await call('/invoices', {
			json: {
				customerId,
				lines: [{description: 'Website care', quantity: '2.5', unit: 'HUR', unitAmount: 8000}],
				...fields,
			},
		});
		if (answer.status !== 201) throw new Error(answer.text);
		return answer.body;
	};
	const act = async (id: string, action: string, json: Fields = {}) => {
		const answer = await call(`/invoices/${id}/${action}`, {json});
		if (answer.status > 201) throw new Error(answer.text);
		return answer.body;
	};
	const pathOf = (id: string): string => `accounts/${accountId}/invoices/${id}`;
	const stored = async (id: string): Promise<InvoiceDocument> => {
		const found = await opened.world.db.get(pathOf(id));
		return InvoiceDocument.parse(found?.fields);
	};
	/** Changes what the database says, past every rule. */
	const rewrite = async (id: string, fields: Partial<InvoiceDocument>): Promise<void> => {
		const found = await opened.world.db.get(pathOf(id));
		if (!found) throw new Error('no such invoice');
		const next = InvoiceDocument.parse({...found.fields, ...fields});
		const {outcome} = await opened.world.db.commit([
			{op: 'update', path: found.path, version: found.version, fields: next},
		]);
		if (outcome !== 'committed') throw new Error(outcome);
	};
	const page = (world: World = opened.world) => hostedInvoice(world);
	return {
		...opened,
		call,
		accountId,
		customerId,
		draft,
		act,
		stored,
		rewrite,
		/** A draft, issued and not mailed. */
		issued: async (fields: Fields = {}) => act((await draft(fields)).id, 'finalize'),
		/** A draft, issued, its mail queued. */
		queued: async (fields: Fields = {}, send: Fields = {}) => act((await draft(fields)).id, 'send', send),
		mail: (id: string, world: World = opened.world) => mailInvoice(world)({path: pathOf(id), step: 'invoice.mail'}),
		visit: (url: string, init: RequestInit = {}) => page()(new Request(url, init)),
		tokenOf: (hostedUrl: string): string => {
			const token = hostedUrl.slice(hostedUrl.lastIndexOf('/') + 1);
			if (claimOf(token) === undefined) throw new Error('not a link');
			return token;
		},
	};
};
export type Business = Awaited<ReturnType<typeof openBusiness>>;
