import type {z} from 'zod';
import type {FieldError} from '../../kernel/result.ts';

type Issue = z.core.$ZodIssue;
const maxErrors = 50;

/**
 * What does not validate, field by field: `lines.0.quantity`, a code, a rule in words. Never the offending value.
 * `where` is told for parameters that are not in the body (`query.limit`).
 */
export const fieldErrors = (error: z.ZodError, where: 'body' | 'query'): readonly FieldError[] =>
	error.issues.flatMap((issue) => flattened(issue, where === 'query' ? ['query'] : [])).slice(0, maxErrors);

const flattened = (issue: Issue, prefix: readonly PropertyKey[]): readonly FieldError[] => {
	const path = [...prefix, ...issue.path];
	if (issue.code === 'unrecognized_keys')
		return issue.keys.map((key) => ({
			path: written([...path, key]),
			code: 'unknown_field',
			message: 'is not a field here',
		}));
	if (issue.code === 'invalid_union') {
		const branch = closest(issue.errors);
		if (branch !== undefined) return branch.flatMap((inner) => flattened(inner, path));
	}
	return [
		{
			path: written(path),
			code: isMissing(issue) ? 'required' : issue.code,
			message: isMissing(issue) ? 'is required' : issue.message,
		},
	];
};

/** The branch of a union that the value came closest to: it failed deepest inside. One that fails at the top tells nothing. */
const closest = (branches: readonly (readonly Issue[])[]): readonly Issue[] | undefined =>
	branches.find((branch) => branch.length > 0 && branch.every(({path}) => path.length > 0));

const isMissing = (issue: Issue): boolean =>
	issue.code === 'invalid_type' && issue.message.endsWith('received undefined');

/** Names that people chose (metadata keys, unknown fields) are only echoed when they look like names. */
const written = (path: readonly PropertyKey[]): string =>
	path.map((part) => (/^[\w-]{1,60}$/.test(String(part)) ? String(part) : '*')).join('.');
