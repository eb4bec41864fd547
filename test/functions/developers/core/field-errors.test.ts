import test from 'ava';
import {z} from 'zod';
import {fieldErrors} from '../../../../functions/developers/core/field-errors.ts';

const errorsOf = (schema: z.ZodType, value: unknown) => {
	const {error} = schema.safeParse(value);
	return error ? fieldErrors(error, 'body') : [];
};

test('a missing field is required, an unknown one is told by its name', (t) => {
	t.deepEqual(errorsOf(z.strictObject({a: z.string()}), {b: 1}), [
		{path: 'a', code: 'required', message: 'is required'},
		{path: 'b', code: 'unknown_field', message: 'is not a field here'},
	]);
});

test('paths lead into lists', (t) => {
	const [error] = errorsOf(z.strictObject({lines: z.array(z.strictObject({quantity: z.number()}))}), {
		lines: [{quantity: 1}, {quantity: 'x'}],
	});
	t.is(error?.path, 'lines.1.quantity');
});

test('of alternatives the errors of the closest are told', (t) => {
	const schema = z.strictObject({ends: z.union([z.strictObject({date: z.iso.date()}), z.null()])});
	t.is(errorsOf(schema, {ends: {date: 'soon'}})[0]?.path, 'ends.date');
});

test('a value is never echoed, nor a name that does not look like one', (t) => {
	const canary = 'canary <script> 4242';
	const schema = z.strictObject({mail: z.email(), kind: z.enum(['a', 'b']), on: z.iso.date(), n: z.int().max(3)});
	const told = JSON.stringify(errorsOf(schema, {mail: canary, kind: canary, on: canary, n: 424242, [canary]: 1}));
	t.false(told.includes('canary'));
	t.false(told.includes('424242'));
});

test('at most 50 are told', (t) => {
	t.is(
		errorsOf(
			z.array(z.string()),
			Array.from({length: 200}, () => 1),
		).length,
		50,
	);
});
