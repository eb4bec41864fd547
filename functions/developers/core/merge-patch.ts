import {z} from 'zod';
import {ok, type Result, refuse} from '../../kernel/result.ts';
import {fieldErrors} from './field-errors.ts';

type Json = {readonly [key: string]: unknown};

/** Body schemas of PATCH, each with the schema that openapi.json shows: every field may be left out or null. */
export const patches = new WeakMap<z.ZodType, z.ZodObject>();

/**
 * The body of a PATCH: any of the fields of `whole`, null takes one away. Only names are checked here; values count
 * once they are merged (`patched`), because a patch may name half of an object.
 */
export const patchOf = (whole: z.ZodObject) => {
	const names = new Set(Object.keys(whole.shape));
	const patch = z.record(z.string(), z.unknown()).superRefine((fields, context) => {
		const unknown = Object.keys(fields).filter((name) => !names.has(name));
		if (unknown.length > 0) context.addIssue({code: 'unrecognized_keys', keys: unknown, input: fields});
	});
	const fields = Object.entries(whole.shape).map(([name, field]) => [name, z.optional(z.nullable(field))] as const);
	patches.set(patch, z.strictObject(Object.fromEntries(fields)));
	return patch;
};

/** JSON merge patch (RFC 7396): objects merge, null removes, everything else replaces. */
export const mergePatch = (target: unknown, patch: unknown): unknown => {
	if (!isObject(patch)) return patch;
	const merged: {[key: string]: unknown} = isObject(target) ? {...target} : {};
	for (const [key, value] of Object.entries(patch)) {
		if (value === null) delete merged[key];
		else merged[key] = mergePatch(merged[key], value);
	}
	return merged;
};

/**
 * The whole object after the patch, validated. `current` may hold more than `whole` knows; a removed field falls back to
 * its default, or is refused when it needs a value.
 */
export const patched = <S extends z.ZodObject>(
	whole: S,
	current: Json,
	patch: unknown,
): Result<z.output<S>, 'invalid_request'> => {
	const known = Object.keys(whole.shape).filter((name) => Object.hasOwn(current, name));
	const before = Object.fromEntries(known.map((name) => [name, current[name]]));
	const parsed = whole.safeParse(mergePatch(before, patch));
	return parsed.success ? ok(parsed.data) : refuse('invalid_request', undefined, fieldErrors(parsed.error, 'body'));
};

const isObject = (value: unknown): value is Json =>
	typeof value === 'object' && value !== null && !Array.isArray(value);
