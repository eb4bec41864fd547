/**
 * Invariants 1, 26, 27, 30, I1 and I32 and "preview = bill": what a run makes is made once, of one version of its template, as that
 * version's preview said, never early, and not for anybody who was stopped.
 */
import {previewOf} from '../../../functions/recurring/core/preview.ts';
import {accountOf, as, type Commit, changed, type Documents, type Kinds} from '../view.ts';
import {isReached} from './calendar-oracle.ts';
import type {Memory, StepCheck} from './index.ts';

type Made = Kinds['invoices'] | Kinds['creditNotes'];
type Problem = readonly [string, string];

/** Machines' clocks differ by half a second either way. */
const skewMs = 1000;

export const billed: StepCheck = (memory) => {
	const seen = new Set<string>();
	return (commit, documents) => {
		const made = [...changed(commit, 'invoices'), ...changed(commit, 'creditNotes')].flatMap(({before, after}) =>
			before === undefined && after?.template ? [after] : [],
		);
		return made.flatMap((document) => [
			...(isNew(seen, document) ? [] : [['invariant 1', `${nameOf(document)} was billed twice`] as const]),
			...asTemplateSaid(document, commit, {documents, memory}),
		]);
	};
};

const nameOf = ({template}: Made): string => `${template?.id} ${template?.epoch} ${template?.k}`;

const isNew = (seen: Set<string>, document: Made): boolean => {
	const name = nameOf(document);
	if (seen.has(name)) return false;
	seen.add(name);
	return true;
};

type Known = {readonly documents: Documents; readonly memory: Memory};

const asTemplateSaid = (document: Made, {at}: Commit, {documents, memory}: Known): readonly Problem[] => {
	const {accountId, template: origin} = document;
	const name = `${document.id} of ${nameOf(document)}`;
	const fields = documents.get(`accounts/${accountId}/templates/${origin?.id}`);
	if (fields === undefined || !origin) return [['invariant 27', `${name}: there is no such template`]];
	const template = as('templates', fields);
	const problems: Problem[] = [...stopped(name, document, template, documents)];
	if (template.version !== origin.version || template.epoch !== origin.epoch)
		problems.push(['invariant 26', `${name}: of version ${origin.version}, the template has ${template.version}`]);
	const isSent = template.billing === 'issue_and_send';
	if (document.delivery.state !== (isSent ? 'queued' : 'none'))
		problems.push(['invariant 30', `${name}: made by ${template.billing}, its mail is ${document.delivery.state}`]);
	const ahead = origin.k - template.k + 1;
	const preview = ahead > 0 ? previewOf(template, ahead) : undefined;
	const said = preview?.ok ? preview.value.find(({k}) => k === origin.k) : undefined;
	if (said === undefined) return [...problems, ['preview = bill', `${name}: no preview shows it`]];
	memory.periods.set(document.id, said.period);
	const hash = 'previewHash' in document ? document.previewHash : said.previewHash;
	if (hash !== said.previewHash || Math.abs(document.total) !== Math.abs(said.total))
		problems.push(['preview = bill', `${name}: preview ${said.total} ${said.previewHash}, billed ${document.total}`]);
	const late = new Date(Date.parse(at) + skewMs).toISOString();
	if (!isReached(late, template.zone, said.date, template.schedule.hour))
		problems.push([
			'I32',
			`${name}: billed at ${at}, before ${said.date} ${template.schedule.hour} h in ${template.zone}`,
		]);
	return problems;
};

/** Invariant 27: whoever is stopped is not billed. */
const stopped = (name: string, made: Made, {status}: Kinds['templates'], documents: Documents): readonly Problem[] => {
	const customer = documents.get(`accounts/${made.accountId}/customers/${made.customerId}`);
	const claims: readonly (readonly [boolean, string])[] = [
		[status !== 'active', `the template is ${status}`],
		[customer?.archivedAt !== null, 'the customer is archived'],
		[accountOf(documents, made.accountId)?.suspendedAt !== null, 'the account is suspended'],
	];
	return claims.flatMap(([is, what]) => (is ? [['invariant 27', `${name}: ${what}`] as const] : []));
};
