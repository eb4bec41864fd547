/** How webhook endpoints and deliveries are read and written. */
import {DeliveryDocument, WebhookEndpointDocument} from '../../schemas/webhook.ts';
import {readAs, writeAs} from '../kernel/documents.ts';
import type {Db, Stored, Write} from '../world.ts';

export type Read<Document> = {readonly stored: Stored; readonly document: Document};

/** More would make one event too many writes. */
export const maxEndpoints = 10;

export const endpointsOf = (accountId: string): string => `accounts/${accountId}/webhookEndpoints`;
export const endpointPath = (accountId: string, id: string): string => `${endpointsOf(accountId)}/${id}`;
export const deliveriesOf = (accountId: string): string => `accounts/${accountId}/deliveries`;
export const deliveryPath = (accountId: string, id: string): string => `${deliveriesOf(accountId)}/${id}`;

export const asEndpoint = (stored: Stored): Read<WebhookEndpointDocument> => ({
	stored,
	document: readAs(WebhookEndpointDocument, stored),
});
export const asDelivery = (stored: Stored): Read<DeliveryDocument> => ({
	stored,
	document: readAs(DeliveryDocument, stored),
});

export const readEndpoint = async (
	db: Db,
	accountId: string,
	id: string,
): Promise<Read<WebhookEndpointDocument> | undefined> => {
	const stored = await db.get(endpointPath(accountId, id));
	return stored && asEndpoint(stored);
};

export const allEndpoints = async (db: Db, accountId: string): Promise<readonly Read<WebhookEndpointDocument>[]> =>
	(await db.query({collection: endpointsOf(accountId), limit: maxEndpoints + 1})).map(asEndpoint);

export const readDelivery = async (db: Db, path: string): Promise<Read<DeliveryDocument> | undefined> => {
	const stored = await db.get(path);
	return stored && asDelivery(stored);
};

export const endpointWrite = (
	next: WebhookEndpointDocument,
	before: Read<WebhookEndpointDocument> | undefined,
): Write => {
	const fields = writeAs(WebhookEndpointDocument, {...next, version: (before?.document.version ?? 0) + 1});
	return before === undefined
		? {op: 'create', path: endpointPath(next.accountId, next.id), fields}
		: {op: 'update', path: before.stored.path, version: before.stored.version, fields};
};

export const deliveryWrite = (next: DeliveryDocument, before: Read<DeliveryDocument> | undefined): Write => {
	const fields = writeAs(DeliveryDocument, next);
	return before === undefined
		? {op: 'create', path: deliveryPath(next.accountId, next.id), fields}
		: {op: 'update', path: before.stored.path, version: before.stored.version, fields};
};
