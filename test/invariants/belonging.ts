/** Invariant 37: no document names another account's, and what one names is there. */
import type {Books} from './books.ts';
import {unless, type Violation} from './violation.ts';

export const belongingViolations = (books: Books): readonly Violation[] => {
	const placed = [
		...books.customers,
		...books.series,
		...books.templates,
		...books.invoices,
		...books.creditNotes,
		...books.payments,
		...books.runs,
		...books.parked,
		...books.deliveries,
	];
	const known = new Set(placed.map(({accountId, id}) => `${accountId} ${id}`));
	return [
		...placed.flatMap(({path, accountId}) =>
			unless(path.startsWith(`accounts/${accountId}/`), '37', path, `says it belongs to ${accountId}`),
		),
		...namedIn(books).flatMap(({path, accountId, ids}) =>
			ids.flatMap((id) =>
				unless(known.has(`${accountId} ${id}`), '37', path, `names ${id}, which is not its account's`),
			),
		),
	];
};

type Naming = {readonly path: string; readonly accountId: string; readonly ids: readonly string[]};

const namedIn = ({templates, invoices, creditNotes, payments, parked}: Books): readonly Naming[] => [
	...templates.map(({path, accountId, customerId, seriesId, creditSeriesId}) => ({
		path,
		accountId,
		ids: [customerId, seriesId, creditSeriesId],
	})),
	...invoices.map(({path, accountId, customerId, seriesId, template, runId, paymentIds, creditNoteIds}) => ({
		path,
		accountId,
		ids: [
			customerId,
			seriesId,
			...paymentIds,
			...creditNoteIds,
			...(runId ? [runId] : []),
			...(template ? [template.id] : []),
		],
	})),
	...creditNotes.map(({path, accountId, customerId, seriesId, invoiceId}) => ({
		path,
		accountId,
		ids: [customerId, seriesId, ...(invoiceId ? [invoiceId] : [])],
	})),
	...payments.map(({path, accountId, customerId, allocations}) => ({
		path,
		accountId,
		ids: [customerId, ...allocations.map(({invoiceId}) => invoiceId)],
	})),
	...parked.map(({path, accountId, templateId}) => ({path, accountId, ids: [templateId]})),
];
