import test from 'ava';
import {z} from 'zod';
import {absentAsNull} from '../../../../functions/developers/core/absent-as-null.ts';
import {invoiceExample} from '../../../../functions/invoices/examples.ts';
import {Invoice} from '../../../../schemas/invoice.ts';

const Shape = z.strictObject({
	must: z.string(),
	may: z.string().nullish(),
	only: z.string().optional(),
	list: z.array(z.strictObject({unit: z.string().nullish()})),
	inner: z.strictObject({line2: z.string().nullish()}).nullish(),
});

test('a field that may be null is null when it is missing, at any depth; one that may only be absent stays absent', (t) => {
	t.deepEqual(absentAsNull(Shape, {must: 'a', list: [{}, {unit: 'h'}], inner: {}}), {
		must: 'a',
		may: null,
		list: [{unit: null}, {unit: 'h'}],
		inner: {line2: null},
	});
	t.deepEqual(absentAsNull(Shape, {must: 'a', list: []}), {must: 'a', may: null, list: [], inner: null});
});

test('what was there is not touched, and lines of invoices show all their fields', (t) => {
	const {itemId: _itemId, unit: _unit, period: _period, ...line} = invoiceExample.lines[0] ?? {};
	const answered = Invoice.parse(absentAsNull(Invoice, {...invoiceExample, lines: [line]}));
	t.like(answered.lines[0], {itemId: null, unit: null, period: null, quantity: '2.5'});
	t.deepEqual(absentAsNull(Invoice, invoiceExample), invoiceExample);
});
