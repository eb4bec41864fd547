/** All business documents of a database, parsed: what the invariants are checked over. */
import type {z} from 'zod';
import type {Db, Stored} from '../../functions/world.ts';
import {AccountDocument} from '../../schemas/account.ts';
import {CustomerDocument} from '../../schemas/customer.ts';
import {CreditNoteDocument, InvoiceDocument} from '../../schemas/invoice.ts';
import {PaymentDocument} from '../../schemas/payment.ts';
import {ParkedDocument, RunDocument} from '../../schemas/run.ts';
import {SeriesDocument} from '../../schemas/series.ts';
import {TemplateDocument} from '../../schemas/template.ts';
import {DeliveryDocument} from '../../schemas/webhook.ts';
import type {Violation} from './violation.ts';

const kinds = {
	accounts: AccountDocument,
	customers: CustomerDocument,
	series: SeriesDocument,
	templates: TemplateDocument,
	invoices: InvoiceDocument,
	creditNotes: CreditNoteDocument,
	payments: PaymentDocument,
	runs: RunDocument,
	parked: ParkedDocument,
	deliveries: DeliveryDocument,
} as const;
type Kinds = typeof kinds;
export type Kind = keyof Kinds;
export const bookKinds: readonly Kind[] = [
	'accounts',
	'customers',
	'series',
	'templates',
	'invoices',
	'creditNotes',
	'payments',
	'runs',
	'parked',
	'deliveries',
];

/** A document with the place it lies at: what it says of itself is checked against that. */
export type Entry<K extends Kind = Kind> = z.output<Kinds[K]> & {readonly path: string};
export type Books = {readonly [K in Kind]: readonly Entry<K>[]} & {
	/** Documents that their schema does not allow; they are in none of the lists. */
	readonly unreadable: readonly Violation[];
};

type Document = Pick<Stored, 'path' | 'fields'>;

/** Sorts documents of any collections into the books; those of other collections are left out. */
export const booksOf = (documents: readonly Document[]): Books => {
	const byKind = Map.groupBy(documents, ({path}) => path.split('/').at(-2));
	const unreadable: Violation[] = [];
	const read = <K extends Kind>(kind: K): readonly Entry<K>[] =>
		(byKind.get(kind) ?? []).flatMap(({path, fields}) => {
			const parsed = kinds[kind].safeParse(fields);
			if (parsed.success) return [{...(parsed.data as z.output<Kinds[K]>), path}];
			const places = parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.code}`).join(', ');
			unreadable.push({invariant: 'schema', at: path, says: places});
			return [];
		});
	return {
		accounts: read('accounts'),
		customers: read('customers'),
		series: read('series'),
		templates: read('templates'),
		invoices: read('invoices'),
		creditNotes: read('creditNotes'),
		payments: read('payments'),
		runs: read('runs'),
		parked: read('parked'),
		deliveries: read('deliveries'),
		unreadable,
	};
};

/** Every document of the books' collections, whatever account it belongs to. */
export const readBooks = async (db: Db): Promise<Books> => {
	const all = await Promise.all(bookKinds.map((kind) => everyOf(db, kind)));
	return booksOf(all.flat());
};

const pageSize = 500;
const everyOf = async (db: Db, collection: Kind): Promise<readonly Stored[]> => {
	const rows: Stored[] = [];
	for (;;) {
		const last = rows.at(-1);
		const after = last === undefined ? {} : {after: {values: [], path: last.path}};
		const page = await db.query({collection, group: true, limit: pageSize, ...after});
		rows.push(...page);
		if (page.length < pageSize) return rows;
	}
};
