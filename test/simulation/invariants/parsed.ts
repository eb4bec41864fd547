/** Every document is what its schema says, and the store holds what was committed (I37). */
import {CustomerDocument} from '../../../schemas/customer.ts';
import {CreditNoteDocument, InvoiceDocument} from '../../../schemas/invoice.ts';
import {PaymentDocument} from '../../../schemas/payment.ts';
import {RunDocument} from '../../../schemas/run.ts';
import {SeriesDocument} from '../../../schemas/series.ts';
import {TemplateDocument} from '../../../schemas/template.ts';
import {kindOf} from '../view.ts';
import type {EndCheck} from './index.ts';

const schemas = new Map(
	Object.entries({
		invoices: InvoiceDocument,
		creditNotes: CreditNoteDocument,
		templates: TemplateDocument,
		customers: CustomerDocument,
		payments: PaymentDocument,
		series: SeriesDocument,
		runs: RunDocument,
	}),
);

export const parsed: EndCheck = async ({documents, sim}) => {
	const found: (readonly [string, string])[] = [];
	for (const [path, fields] of documents) {
		const schema = schemas.get(kindOf(path));
		if (schema === undefined) continue;
		const result = schema.safeParse(fields);
		if (!result.success) found.push(['schema', `${path}: ${result.error.issues[0]?.path.join('.')}`]);
	}
	const paths = [...documents.keys()].filter((path) => schemas.has(kindOf(path)));
	for (let from = 0; from < paths.length; from += 400) {
		const stored = await sim.db.getMany(paths.slice(from, from + 400));
		for (const [index, document] of stored.entries()) {
			const path = paths[from + index] ?? '';
			if (document?.fields.commitId !== documents.get(path)?.commitId)
				found.push(['I37', `${path} is not as it was committed`]);
		}
	}
	return found;
};
