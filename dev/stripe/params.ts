import {badParam, missingParam, unknownParam} from './errors.ts';
import type {Fields, Tree} from './wire.ts';

/** Reads one parameter; throws Stripe's 400 when it is not what it should be. */
export type Field<T> = (raw: Tree, name: string) => T;
type Needed<T> = Field<T> & {readonly needed: true};
export type Shape = Readonly<Record<string, Field<unknown>>>;
export type Parsed<S extends Shape> = {
	readonly [K in keyof S as S[K] extends {needed: true} ? K : never]: ReturnType<S[K]>;
} & {readonly [K in keyof S as S[K] extends {needed: true} ? never : K]?: ReturnType<S[K]>};

/** Marks a parameter that must be given. */
export const needed = <T>(field: Field<T>): Needed<T> =>
	Object.assign((raw: Tree, name: string) => field(raw, name), {needed: true as const});

/** Non-empty text. */
export const text: Field<string> = (raw, name) => {
	const value = asText(raw, name);
	if (value !== '') return value;
	throw badParam(
		'parameter_invalid_empty',
		`You passed an empty string for '${name}'. We assume empty values are an attempt to unset a parameter; however '${name}' cannot be unset. You should remove '${name}' from your request or supply a non-empty value.`,
		name,
	);
};

export const integer: Field<number> = (raw, name) => {
	const value = asText(raw, name);
	if (/^-?\d{1,15}$/.test(value)) return Number(value);
	throw badParam('parameter_invalid_integer', `Invalid integer: ${value}`, name);
};

export const bool: Field<boolean> = (raw, name) => {
	const value = asText(raw, name);
	if (value === 'true' || value === 'false') return value === 'true';
	throw badParam(undefined, `Invalid boolean: ${value}`, name);
};

export const oneOf =
	<const V extends string>(...values: readonly V[]): Field<V> =>
	(raw, name) => {
		const value = asText(raw, name);
		const found = values.find((candidate) => candidate === value);
		if (found !== undefined) return found;
		throw badParam(undefined, `Invalid ${name}: must be one of ${values.join(', ')}`, name);
	};

/** An empty value unsets the parameter: null. */
export const unsettable =
	<T>(field: Field<T>): Field<T | null> =>
	(raw, name) =>
		raw === '' ? null : field(raw, name);

export const list =
	<T>(field: Field<T>): Field<readonly T[]> =>
	(raw, name) => {
		if (typeof raw === 'string') throw badParam(undefined, 'Invalid array', name);
		const indexes = Object.keys(raw).sort((a, b) => Number(a) - Number(b));
		if (indexes.some((index) => !/^\d{1,4}$/.test(index))) throw badParam(undefined, 'Invalid array', name);
		return indexes.map((index) => field(raw[index] ?? '', `${name}[${index}]`));
	};

/** Named parameters; unknown names are refused. */
export const fields =
	<S extends Shape>(shape: S): Field<Parsed<S>> =>
	(raw, name) => {
		if (typeof raw === 'string') throw badParam(undefined, 'Invalid object', name);
		return parseFields(shape, raw, name);
	};

/** Anything: for parameters that Stripe knows and the stand-in takes without acting on them. */
export const anything: Field<unknown> = (raw) => raw;

/** Either of two readings. */
export const either =
	<A, B>(ofText: Field<A>, ofFields: Field<B>): Field<A | B> =>
	(raw, name) =>
		typeof raw === 'string' ? ofText(raw, name) : ofFields(raw, name);

/** Key-value pairs: at most 50 keys of 40 characters, values of 500. An empty value removes its key; null removes all. */
export const metadata: Field<Readonly<Record<string, string>> | null> = (raw, name) => {
	if (raw === '') return null;
	if (typeof raw === 'string') throw badParam(undefined, 'Invalid object', name);
	const pairs = Object.entries(raw).map(([key, value]) => [key, asText(value, `${name}[${key}]`)] as const);
	if (pairs.length > 50) throw badParam(undefined, 'Metadata can have at most 50 keys', name);
	for (const [key, value] of pairs) {
		if (key.length > 40) throw badParam(undefined, `Metadata keys can have up to 40 characters: ${key}`, name);
		if (value.length > 500)
			throw badParam(undefined, 'Metadata values can have up to 500 characters', `${name}[${key}]`);
	}
	return Object.fromEntries(pairs);
};

/** Metadata after a change: given keys replace, empty values remove, null removes all. */
export const mergeMetadata = (
	old: Readonly<Record<string, string>> | null,
	change: Readonly<Record<string, string>> | null | undefined,
) =>
	change === null ? {} : Object.fromEntries(Object.entries({...old, ...change}).filter(([, value]) => value !== ''));

/** Seconds, or a range of them. */
export const range = either(integer, fields({gt: integer, gte: integer, lt: integer, lte: integer}));

/** What every list takes. */
export const paging = {limit: integer, starting_after: text, ending_before: text} satisfies Shape;

export const parseFields = <S extends Shape>(shape: S, raw: Fields, prefix = ''): Parsed<S> => {
	const path = (name: string) => (prefix === '' ? name : `${prefix}[${name}]`);
	const unknown = Object.keys(raw).filter((name) => !Object.hasOwn(shape, name));
	if (unknown.length > 0) throw unknownParam(unknown.map(path));
	const values = Object.entries(shape).map(([name, field]) => {
		const value = raw[name];
		if (value === undefined && 'needed' in field) throw missingParam(path(name));
		return [name, value === undefined ? undefined : field(value, path(name))] as const;
	});
	return Object.fromEntries(values.filter(([, value]) => value !== undefined)) as Parsed<S>;
};

const asText = (raw: Tree, name: string): string => {
	if (typeof raw === 'string') return raw;
	throw badParam(undefined, `Invalid string: ${JSON.stringify(raw)}`, name);
};
