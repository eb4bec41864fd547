/** The local platform's workbench: signing in there and moving its clock. Never present in a deployment. */
import {problemError, problemFrom, unreachable} from './problem.ts';
import type {Instant} from './shapes.ts';

export type LocalPerson = {readonly token: string; readonly uid: string};

export const signInLocally = (
	url: string,
	person: {readonly email: string; readonly name: string},
): Promise<LocalPerson> => ask<LocalPerson>(url, person);

export const readPlatformClock = (workbenchUrl: string): Promise<{readonly now: Instant}> =>
	ask<{now: Instant}>(`${workbenchUrl}/api/clock`);

/** Answers when everything due until then has happened; that may take minutes. */
export const movePlatformClock = (workbenchUrl: string, to: Instant): Promise<{readonly now: Instant}> =>
	ask<{now: Instant}>(`${workbenchUrl}/api/clock`, {to});

const ask = async <T>(url: string, body?: object): Promise<T> => {
	const request: RequestInit =
		body === undefined
			? {credentials: 'omit'}
			: {
					method: 'POST',
					headers: {'Content-Type': 'application/json'},
					body: JSON.stringify(body),
					credentials: 'omit',
				};
	const response = await fetch(url, request).catch(() => null);
	if (response === null)
		throw problemError({
			status: unreachable,
			code: 'unreachable',
			title: '',
			detail: null,
			requestId: null,
			errors: [],
		});
	if (!response.ok) throw problemError(problemFrom(response.status, await response.json().catch(() => null), null));
	const answer: T = await response.json();
	return answer;
};
