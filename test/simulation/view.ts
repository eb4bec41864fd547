/** What the checks look at: every document as it is and as it was before a commit. */
import type {Fields} from '../../functions/world.ts';
import type {Account} from '../../schemas/account.ts';
import type {CustomerDocument} from '../../schemas/customer.ts';
import type {CreditNoteDocument, InvoiceDocument} from '../../schemas/invoice.ts';
import type {PaymentDocument} from '../../schemas/payment.ts';
import type {RunDocument} from '../../schemas/run.ts';
import type {SeriesDocument} from '../../schemas/series.ts';
import type {TemplateDocument} from '../../schemas/template.ts';

export type Kinds = {
	readonly invoices: InvoiceDocument;
	readonly creditNotes: CreditNoteDocument;
	readonly templates: TemplateDocument;
	readonly customers: CustomerDocument;
	readonly payments: PaymentDocument;
	readonly series: SeriesDocument;
	readonly runs: RunDocument;
};

export type Change = {
	readonly path: string;
	readonly kind: string;
	readonly before: Fields | undefined;
	readonly after: Fields | undefined;
};
/** One commit as it landed. */
export type Commit = {readonly changes: readonly Change[]; readonly at: string; readonly by: string};

export type Documents = ReadonlyMap<string, Fields>;

/** `accounts/a/invoices/i` is of the kind `invoices`; `accounts/a` of the kind `accounts`. */
export const kindOf = (path: string): string => path.split('/').at(-2) ?? '';

/** The tests believe what the engine parsed when it wrote; `parsed.ts` checks that once at the end. */
export const as = <Kind extends keyof Kinds>(_kind: Kind, fields: Fields): Kinds[Kind] =>
	fields as unknown as Kinds[Kind];

export const all = <Kind extends keyof Kinds>(documents: Documents, kind: Kind): readonly Kinds[Kind][] =>
	[...documents].flatMap(([path, fields]) => (kindOf(path) === kind ? [as(kind, fields)] : []));

export const changed = <Kind extends keyof Kinds>(
	{changes}: Commit,
	kind: Kind,
): readonly {
	readonly path: string;
	readonly before: Kinds[Kind] | undefined;
	readonly after: Kinds[Kind] | undefined;
}[] =>
	changes.flatMap((change) =>
		change.kind === kind
			? [
					{
						path: change.path,
						before: change.before && as(kind, change.before),
						after: change.after && as(kind, change.after),
					},
				]
			: [],
	);

export const accounts = (documents: Documents): readonly Account[] =>
	[...documents].flatMap(([path, fields]) => (/^accounts\/\w+$/.test(path) ? [fields as unknown as Account] : []));

export const accountOf = (documents: Documents, id: string): Account | undefined =>
	documents.get(`accounts/${id}`) as unknown as Account | undefined;
