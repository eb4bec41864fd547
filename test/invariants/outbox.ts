/** Invariants 30 and I13: everything that had to happen has happened, mails once. */
import type {Books, Entry} from './books.ts';
import type {ArrivedMail, Quiet} from './quiet.ts';
import {unless, type Violation} from './violation.ts';

/** Nothing is due and undone, and what waits is found by the sweeper (30); each mail arrived once (I13, I14). */
export const outboxViolations = (books: Books, quiet: Quiet): readonly Violation[] => [
	...acting(books).flatMap((document) => stepViolations(document, quiet)),
	...[...books.invoices, ...books.creditNotes].flatMap(deliveryViolations),
	...books.deliveries.flatMap(({path, state, pending}) =>
		unless(state !== 'pending' || pending.length > 0, '30', path, 'waits and nobody will try'),
	),
	...(quiet.mails === undefined ? [] : mailViolations(books, quiet.mails)),
];

type Acting = Pick<Entry<'invoices'>, 'path' | 'accountId' | 'pending' | 'nextActAt' | 'actShard'>;
const acting = ({
	invoices,
	creditNotes,
	payments,
	templates,
	customers,
	runs,
	deliveries,
}: Books): readonly Acting[] => [
	...invoices,
	...creditNotes,
	...payments,
	...templates,
	...customers,
	...runs,
	...deliveries,
];

const stepViolations = (
	{path, accountId, pending, nextActAt, actShard}: Acting,
	{now}: Quiet,
): readonly Violation[] => {
	const [first] = pending;
	const times = pending.map(({at}) => at);
	return [
		...unless(first === undefined || first.at > now(accountId), '30', path, `${first?.step} is due since ${first?.at}`),
		...unless(nextActAt === (first?.at ?? null), '30', path, `next at ${nextActAt}, first step at ${first?.at}`),
		...unless(actShard !== '', '30', path, 'in no shard'),
		...unless(times.join() === times.toSorted().join(), '30', path, `steps out of order: ${times.join(' ')}`),
	];
};

type Delivered = Pick<Entry<'invoices'>, 'path' | 'delivery' | 'pending'>;
const deliveryViolations = ({path, delivery, pending}: Delivered): readonly Violation[] => {
	const waits = pending.some(({step}) => step.endsWith('.mail'));
	return [
		...unless(delivery.state !== 'queued' || waits, '30', path, 'its mail is queued and nobody will send it'),
		...unless(delivery.state !== 'sent' || delivery.sentAt !== null, '30', path, 'sent at no time'),
	];
};

const mailViolations = ({invoices, creditNotes}: Books, mails: readonly ArrivedMail[]): readonly Violation[] => {
	const documents = new Map([...invoices, ...creditNotes].map((document) => [document.id, document]));
	const byKey = Map.groupBy(mails, ({key}) => key);
	const byDocument = Map.groupBy(mails, ({key}) => key.split(':')[0] ?? '');
	return [
		...[...byKey].flatMap(([key, same]) => unless(same.length === 1, 'I13', key, `arrived ${same.length} times`)),
		...[...byDocument].flatMap(([id, about]) =>
			unless(documents.get(id)?.number != null, 'I14', id, `${about.length} mails about what was never issued`),
		),
		...[...documents.values()].flatMap(({id, path, delivery}) => {
			const arrived = [...new Set((byDocument.get(id) ?? []).map(({key}) => key))];
			const issues = arrived.filter((key) => key.split(':')[1] === 'invoice');
			return [
				// More may: sent, not recorded for a crash, and out of date when it was due again.
				...unless(
					arrived.length >= delivery.count,
					'I13',
					path,
					`${delivery.count} mails counted, ${arrived.length} came`,
				),
				...unless(issues.length <= 1, 'I13', path, `sent ${issues.length} times: ${issues.join(' ')}`),
			];
		}),
	];
};
