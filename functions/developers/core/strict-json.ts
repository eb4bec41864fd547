import {ok, type Result, refuse} from '../../kernel/result.ts';

const maxDepth = 32;
/** Keys that reach into JavaScript's own objects; no field of ours has such a name. */
const forbiddenKeys = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * Reads JSON as two parsers can only agree on it: UTF-8 without a byte order mark, no duplicate and no `__proto__`-like
 * keys at any depth, no lone surrogates, no number beyond the range of a double, at most 32 levels.
 */
export const readJson = (bytes: Uint8Array): Result<unknown, 'unreadable'> => {
	const text = decoded(bytes);
	if (text === undefined) return refuse('unreadable', 'The body is not UTF-8.');
	const value = parsed(text);
	if (value === undefined) return refuse('unreadable', 'The body is not JSON.');
	const objection = objectionTo(text);
	return objection === undefined ? ok(value.json) : refuse('unreadable', objection);
};

const decoded = (bytes: Uint8Array): string | undefined => {
	try {
		return new TextDecoder('utf-8', {fatal: true, ignoreBOM: true}).decode(bytes);
	} catch {
		return undefined;
	}
};

const parsed = (text: string): {readonly json: unknown} | undefined => {
	try {
		return {json: JSON.parse(text)};
	} catch {
		return undefined;
	}
};

const tokens = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\]]|-?\d[\d.eE+-]*/g;

/** Walks the tokens of a text that is known to be JSON. */
const objectionTo = (text: string): string | undefined => {
	const open: (Set<string> | null)[] = [];
	for (const {0: token, index} of text.matchAll(tokens)) {
		if (token === '{' || token === '[') open.push(token === '{' ? new Set() : null);
		else if (token === '}' || token === ']') open.pop();
		else if (token.startsWith('"')) {
			const keys = open.at(-1);
			const objection = objectionToText(token, isKey(text, index + token.length) ? keys : undefined);
			if (objection !== undefined) return objection;
		} else if (!Number.isFinite(Number(token))) return 'A number is out of range.';
		if (open.length > maxDepth) return `The body nests deeper than ${maxDepth} levels.`;
	}
	return undefined;
};

const isKey = (text: string, end: number): boolean =>
	/^\s*:/.test(text.slice(end, end + 64)) || followsColon(text, end);
/** Only for the absurd case of more than 64 blanks before a colon. */
const followsColon = (text: string, end: number): boolean => {
	let at = end;
	while (/\s/.test(text.charAt(at))) at++;
	return text.charAt(at) === ':';
};

const objectionToText = (token: string, keys: Set<string> | null | undefined): string | undefined => {
	const text: string = JSON.parse(token);
	if (!text.isWellFormed()) return 'A text holds half of a surrogate pair.';
	if (!keys) return undefined;
	if (forbiddenKeys.has(text)) return 'A key is not allowed.';
	if (keys.has(text)) return 'A key occurs twice.';
	keys.add(text);
	return undefined;
};
