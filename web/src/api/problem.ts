/** What the API says when something was not done (RFC 9457), and our own words for when it could not be reached. */
export type Problem = {
	readonly status: number;
	readonly code: string;
	readonly title: string;
	readonly detail: string | null;
	readonly requestId: string | null;
	readonly errors: readonly FieldProblem[];
};
export type FieldProblem = {readonly path: string; readonly code: string; readonly message: string};
export type ProblemError = Error & {readonly problem: Problem};

/** Status of a call that got no answer at all: the effect is unknown, the same key may be sent again. */
export const unreachable = 0;

export const problemError = (problem: Problem): ProblemError =>
	Object.assign(new Error(problem.detail ?? problem.title), {problem});

/** The problem an error carries; anything else that was thrown is a bug of ours and is shown as such. */
export const problemOf = (error: unknown): Problem => {
	if (error instanceof Error && 'problem' in error && isProblem(error.problem)) return error.problem;
	return {status: -1, code: 'bug', title: 'bug', detail: null, requestId: null, errors: []};
};

/** Reads an `application/problem+json` body; an unreadable one still says which status it was. */
export const problemFrom = (status: number, body: unknown, requestId: string | null): Problem => {
	const field = (name: string): string | null => {
		const value = isRecord(body) ? body[name] : undefined;
		return typeof value === 'string' ? value : null;
	};
	const errors = isRecord(body) && Array.isArray(body.errors) ? body.errors.filter(isFieldProblem) : [];
	return {
		status,
		code: field('code') ?? `http_${status}`,
		title: field('title') ?? '',
		detail: field('detail'),
		requestId: field('requestId') ?? requestId,
		errors,
	};
};

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

const isProblem = (value: unknown): value is Problem =>
	isRecord(value) && typeof value.status === 'number' && typeof value.code === 'string';

const isFieldProblem = (value: unknown): value is FieldProblem =>
	isRecord(value) && typeof value.path === 'string' && typeof value.message === 'string';
