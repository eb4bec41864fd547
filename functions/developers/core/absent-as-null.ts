/** Answers write absent optional fields as null: filled in from the schema, so that no presenter has to think of it. */
import {z} from 'zod';

type Fill = (value: unknown) => unknown;
type Fields = {readonly [key: string]: unknown};

const fills = new WeakMap<z.core.$ZodType, Fill>();
const same: Fill = (value) => value;

/** `value` as the schema describes it, with null where a field that may be null is missing. What may only be absent stays so. */
export const absentAsNull = (schema: z.ZodType, value: unknown): unknown => fillOf(schema)(value);

const fillOf = (schema: z.core.$ZodType): Fill => {
	const known = fills.get(schema);
	if (known) return known;
	const made = makeFill(schema);
	fills.set(schema, made);
	return made;
};

const makeFill = (schema: z.core.$ZodType): Fill => {
	if (schema instanceof z.ZodObject) return fillObject(schema);
	if (schema instanceof z.ZodArray) {
		const each = fillOf(schema.element);
		return each === same ? same : (value) => (Array.isArray(value) ? value.map(each) : value);
	}
	if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault) {
		return fillOf(schema.unwrap());
	}
	return same;
};

const fillObject = (schema: z.ZodObject): Fill => {
	const entries = Object.entries(schema.shape);
	const nullable = entries.flatMap(([key, field]) => (field.isOptional() && field.isNullable() ? [key] : []));
	const deep = entries.flatMap(([key, field]) => {
		const fill = fillOf(field);
		return fill === same ? [] : [[key, fill] as const];
	});
	if (nullable.length === 0 && deep.length === 0) return same;
	return (value) => (isFields(value) ? filled(value, nullable, deep) : value);
};

const filled = (value: Fields, nullable: readonly string[], deep: readonly (readonly [string, Fill])[]): Fields => {
	const copy: {[key: string]: unknown} = {...value};
	for (const key of nullable) copy[key] ??= null;
	for (const [key, fill] of deep) if (copy[key] !== undefined && copy[key] !== null) copy[key] = fill(copy[key]);
	return copy;
};

const isFields = (value: unknown): value is Fields =>
	typeof value === 'object' && value !== null && !Array.isArray(value);
