import test from 'ava';
import {couldHoldCard} from '../../../dev/check/cards.ts';
import {checkImports} from '../../../dev/check/imports.ts';
import {type Module, readModule} from '../../../dev/check/modules.ts';
import {impurities} from '../../../dev/check/purity.ts';
import {functions} from '../../../functions/index.ts';

/** What the checker says of a few modules, but for what it says of every small set: too few, and dead. */
const judged = (...modules: readonly Module[]): readonly string[] =>
	checkImports(modules, functions).problems.filter((problem) => !/ is dead: |modules seen/.test(problem));

test('a checker that sees too few modules fails, whatever they say', (t) => {
	t.true(checkImports([], functions).problems.some((problem) => problem.startsWith('only 0 modules seen')));
});

const forbidden: readonly (readonly [string, string, string])[] = [
	['functions/invoices/core/totals.ts', "import {x} from '../store.ts'", 'a decision that sees its store'],
	['functions/invoices/core/totals.ts', "import {x} from 'node:fs'", 'a decision that reads files'],
	['functions/invoices/core/totals.ts', "import {x} from '../../world.ts'", 'a decision that calls the outside'],
	['functions/invoices/send-invoice.ts', "import {x} from '../payments/store.ts'", 'a domain entered by the back'],
	['functions/invoices/send-invoice.ts', "import {x} from '../adapters/smtp.ts'", 'an act that picks an adapter'],
	['functions/invoices/send-invoice.ts', "import Stripe from 'stripe'", 'a vendor outside its adapter'],
	['functions/adapters/smtp.ts', "import {x} from '../invoices/index.ts'", 'an adapter that knows a domain'],
	['functions/kernel/money.ts', "import {x} from '../invoices/core/totals.ts'", 'a kernel that knows a domain'],
	['schemas/money.ts', "import {x} from '../functions/kernel/money.ts'", 'a schema that knows behaviour'],
	['web/src/main.tsx', "import {x} from '../../functions/invoices/index.ts'", 'a client that runs acts'],
	['web/src/main.tsx', "export * from '../../functions/invoices/store.ts'", 'the same, handed on'],
	['web/src/main.tsx', "void import('../../functions/invoices/store.ts')", 'the same, late'],
	['functions/api.ts', "import {x} from '../dev/platform.ts'", 'a deployment that knows the local platform'],
];
for (const [file, line, what] of forbidden) {
	test(`imports: ${what} is refused`, (t) => {
		t.is(judged(readModule(file, `${line};\n`)).length, 1);
	});
}

test('imports: acts may enter other domains by their door and by pure decisions; types of the outside are no call', (t) => {
	const act = "import {x} from '../payments/index.ts'; import {y} from '../payments/core/charge.ts';";
	const core = "import type {Db} from '../../world.ts';";
	t.deepEqual(judged(readModule('functions/invoices/a.ts', act), readModule('functions/invoices/core/b.ts', core)), []);
});

test('imports: a circle is found, a circle of types is none', (t) => {
	const circle = (how: string) => [
		readModule('functions/invoices/a.ts', `${how} {b} from './b.ts';`),
		readModule('functions/invoices/b.ts', `${how} {a} from './a.ts';`),
	];
	t.is(judged(...circle('import')).length, 1);
	t.deepEqual(judged(...circle('import type')), []);
});

const impure: readonly (readonly [string, readonly string[]])[] = [
	['const now = Date.now();', ['Date.now']],
	['const now = new Date();', ['new Date()']],
	['const then = new Date(text);', []],
	['const x = Math.random() + 1;', ['Math.random']],
	['const {PORT} = process.env;', ['process.env']],
	['await fetch(url);', ['fetch']],
	['const a = app.fetch(request);', []],
	["console.log('x');", ['console']],
	['// Date.now() and console.log are only spoken of', []],
];
for (const [source, expected] of impure) {
	test(`invariant 39, nothing but a port tells the time: ${source}`, (t) => {
		const found = impurities(readModule('functions/x/core/x.ts', source).program());
		t.deepEqual(
			found.map(({what}) => what),
			expected,
		);
	});
}

test('no field can hold a card number, but last digits, brands and document numbers are fields', (t) => {
	for (const trail of [
		['Payment', 'pan'],
		['Customer', 'cvc'],
		['Card', 'number'],
		['x', 'cardNumber'],
		['x', 'card', 'digits'],
	])
		t.true(couldHoldCard('schemas/payment.ts', trail), trail.join('.'));
	for (const trail of [
		['Card', 'last4'],
		['Card', 'brand'],
		['Card', 'expYear'],
		['Invoice', 'number'],
		['x', 'panel'],
	])
		t.false(couldHoldCard('schemas/payment.ts', trail), trail.join('.'));
});
