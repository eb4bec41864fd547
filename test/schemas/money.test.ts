import test from 'ava';
import {z} from 'zod';
import {
	Amount,
	Currency,
	exponents,
	Percent,
	PercentOfWhole,
	Quantity,
	shortest,
	UnitAmount,
} from '../../schemas/money.ts';

const refused = Symbol('refused');
const read = (schema: z.ZodType, value: unknown): unknown => {
	const result = schema.safeParse(value);
	return result.success ? result.data : refused;
};

const table: readonly [string, z.ZodType, readonly (readonly [unknown, unknown])[]][] = [
	[
		'a quantity',
		Quantity,
		[
			['2.50', '2.5'],
			[2.5, '2.5'],
			['007', '7'],
			['-0', '0'],
			['-1.5', '-1.5'],
			['0.000001', '0.000001'],
			['0.0000001', refused],
			[1e-7, refused],
			[0.1 + 0.2, refused],
			['1e3', refused],
			['.5', refused],
			['1,5', refused],
			['', refused],
			[' 1', refused],
			[Number.NaN, refused],
			['1234567890123', refused],
			[null, refused],
		],
	],
	[
		'a percentage',
		Percent,
		[
			['8.2500', '8.25'],
			[19, '19'],
			['0', '0'],
			['1000', '1000'],
			['1000.1', refused],
			['-1', refused],
			['1.00001', refused],
		],
	],
	[
		'a share of a whole',
		PercentOfWhole,
		[
			['100', '100'],
			['100.0001', refused],
		],
	],
	[
		'a unit amount',
		UnitAmount,
		[
			[105, 105],
			['105', 105],
			['105.00', 105],
			['0.25', '0.25'],
			['-0.250', '-0.25'],
			[0.25, refused],
			['0.0000001', refused],
			[1_000_000_000_000, refused],
		],
	],
	[
		'an amount',
		Amount,
		[
			[999_999_999_999, 999_999_999_999],
			[-1, -1],
			[1_000_000_000_000, refused],
			[1.5, refused],
			['1', refused],
		],
	],
	[
		'a currency',
		Currency,
		[
			['EUR', 'EUR'],
			['XCG', 'XCG'],
			['eur', refused],
			['XAU', refused],
			['DEM', refused],
			['XYZ', refused],
		],
	],
];
for (const [name, schema, rows] of table) {
	test(`${name} is read in its shortest form or refused`, (t) => {
		for (const [value, expected] of rows) t.is(read(schema, value), expected, JSON.stringify(value));
	});
}

test('decimals lose only what they do not need', (t) => {
	for (const [long, short] of [
		['100', '100'],
		['100.10', '100.1'],
		['-00.50', '-0.5'],
		['0.000', '0'],
		['-0.0', '0'],
	] as const)
		t.is(shortest(long), short);
});

test('every currency has three capitals and at most four digits', (t) => {
	t.true(exponents.size > 160);
	for (const [code, digits] of exponents) t.true(/^[A-Z]{3}$/.test(code) && digits >= 0 && digits <= 4);
});

test('the schemas describe themselves for both directions', (t) => {
	t.truthy(z.toJSONSchema(Quantity, {io: 'input'}).anyOf);
	t.is(z.toJSONSchema(Quantity, {io: 'output'}).type, 'string');
	t.notThrows(() => z.toJSONSchema(UnitAmount, {io: 'output'}));
});
