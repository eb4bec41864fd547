/** What remains at the end without what chance and lateness may change: times, numbers, random ids, ciphertext. */
import {type Documents, kindOf} from './view.ts';

const compared: readonly string[] = ['templates', 'invoices', 'creditNotes', 'payments', 'customers', 'series'];
/** Order of numbers and day of issue may differ (invariant 23); the rest are times and names by chance. */
const incidental = new Set([
	...[
		'commitId',
		'version',
		'number',
		'invoiceNumber',
		'issueDate',
		'invoiceIssueDate',
		'dueDate',
		'on',
		'at',
		'receivedOn',
	],
	...[
		'createdAt',
		'updatedAt',
		'issuedAt',
		'paidAt',
		'sentAt',
		'firstTriedAt',
		'nextAttemptAt',
		'nextActAt',
		'expiresAt',
	],
	...[
		'runId',
		'remindedOn',
		'sessionId',
		'url',
		'personal',
		'party',
		'tokens',
		'files',
		'stripe',
		'consent',
		'letter',
		'lastDate',
	],
	...['intentId', 'chargeId', 'paymentMethodId', 'providerRefundId', 'actor', 'from', 'archivedAt', 'sellerVersion'],
	...['owedBefore', 'skipFrom', 'skipBefore', 'actShard', 'dueShard', 'dueAt', 'checkout'],
]);

export const stateOf = (documents: Documents): string =>
	[...documents]
		.flatMap(([path, fields]) =>
			compared.includes(kindOf(path)) ? [`${kindOf(path)} ${JSON.stringify(plain(fields))}`] : [],
		)
		.sort()
		.join('\n');

/** Ids of requests differ with their attempts, and so do those that follow from them; a late fee's line says a number. */
const nameless = (text: string): string =>
	text.replace(/^(tpl|inv|crn|pay|ref|lin)_.+$/, '$1').replace(/\bINV-\d{4}-\d{4}\b/g, 'INV');

const plain = (value: unknown): unknown => {
	if (typeof value === 'string') return nameless(value);
	if (value === null || typeof value !== 'object') return value;
	if (Array.isArray(value)) return value.map(plain);
	return Object.fromEntries(
		Object.entries(value)
			// Absent and null are one.
			.filter(([name, inner]) => !incidental.has(name) && inner !== null)
			.sort(([a], [b]) => (a < b ? -1 : 1))
			.map(([name, inner]) => [name, plain(inner)]),
	);
};
