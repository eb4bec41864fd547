/* biome-ignore-all lint/suspicious/noTemplateCurlyInString: places in sources hold templates */
/** Planted bugs: each is one change of one source, and each must be found (docs/simulation.md). One or more per family of invariants. */

export type Mutant = {
	readonly name: string;
	/** What it breaks. */
	readonly breaks: string;
	/** Below the root of the repository. */
	readonly file: string;
	readonly from: string;
	readonly to: string;
};

const bug = (name: string, breaks: string, file: string, from: string, to: string): Mutant => ({
	name,
	breaks,
	file: `functions/${file}`,
	from,
	to,
});

export const mutants: readonly Mutant[] = [
	bug(
		'an unknown outcome counts as done',
		'21: unknown outcomes',
		'commit.ts',
		"if (committed.outcome === 'committed') return",
		"if (committed.outcome === 'committed' || committed.outcome === 'unknown') return",
	),
	bug(
		'dates drift from month to month',
		'24: dates from the anchor',
		'recurring/core/schedule.ts',
		'	return addMonths(anchorDate, months);',
		'	return addMonths(addMonths(anchorDate, Math.max(0, months - 1)), Math.min(1, months));',
	),
	bug(
		'periods overlap by a day',
		'2: neither hole nor overlap',
		'recurring/core/schedule.ts',
		'end: addDays(dateOf(schedule, k + 1), -1),',
		'end: dateOf(schedule, k + 1),',
	),
	bug(
		'billed through the first day',
		'3: billedThrough',
		'recurring/core/progress.ts',
		'	billedThrough: period.end,',
		'	billedThrough: period.start,',
	),
	bug(
		'what is not due is billed too',
		'I32: never early',
		'recurring/core/bill.ts',
		'if (due === undefined || due.dueAt > asOf) break;',
		'if (due === undefined) break;',
	),
	bug(
		'bills the lines of before the edit',
		'preview = bill',
		'recurring/core/bill.ts',
		'const priced = pricedPeriod(template, due);',
		'const priced = pricedPeriod({...template, plans: template.plans.slice(0, 1)}, due);',
	),
	bug(
		'who was paused in mid-run is billed',
		'27: nothing after it was stopped',
		'recurring/bill-series.ts',
		"if (template.status !== 'active' || template.dueAt === null || template.dueAt > asOf) continue;",
		'',
	),
	bug(
		'a suspended account is billed',
		'27: suspended in mid-run',
		'recurring/bill-series.ts',
		'if (series?.suspended || series?.billing?.paused) return ok(nothing);',
		'',
	),
	bug(
		'templates of archived customers go back to work',
		'27: archived',
		'recurring/change-template.ts',
		"if (customer === undefined || customer.document.archivedAt !== null) return refuse('customer_archived');",
		'if (customer === undefined) return ok([]);',
	),
	bug(
		'runs leave gaps between numbers',
		'5: gapless numbers',
		'accounts/core/series.ts',
		'{next: next + count, lastDate: issueDate},',
		'{next: next + count + (count > 1 ? 1 : 0), lastDate: issueDate},',
	),
	bug(
		'numbers of a person’s invoice are given again',
		'5 and 40: number taken once',
		'invoices/finalize-invoice.ts',
		'seriesWrite(series, counters)',
		'seriesWrite(series, series.document.counters)',
	),
	bug(
		'a mail changes the due date',
		'8: issued stays as it is',
		'documents/mail-invoice.ts',
		'		...withoutStep(invoice, step),',
		'		...withoutStep(invoice, step),\n		dueDate: now.slice(0, 10),',
	),
	bug(
		'taxes are rounded down',
		'10: the stated rounding',
		'invoices/core/tax-groups.ts',
		'const tax = percentOf(taxable, rate.percent);',
		'const tax = Math.floor((taxable * Number(rate.percent)) / 100);',
	),
	bug(
		'taxes are not posted',
		'11: balanced postings',
		'invoices/core/postings.ts',
		"		['receivable', sums.total],\n		['revenue', -revenueOf(sums)],\n		['tax', -sums.taxTotal],",
		"		['receivable', sums.total],\n		['revenue', -revenueOf(sums)],",
	),
	bug(
		'credit notes do not lower what is due',
		'14: amount due',
		'invoices/core/settlement.ts',
		'sums.total - sums.amountCredited - sums.amountWrittenOff - netPaid(sums)',
		'sums.total - sums.amountWrittenOff - netPaid(sums)',
	),
	bug(
		'a total of zero stays open',
		'31 and I9: zero totals',
		'invoices/core/issue.ts',
		'const settled = total === 0;',
		'const settled = false;',
	),
	bug(
		'the whole is charged where a part is due',
		'32: what is due, to the unit',
		'payments/core/charge.ts',
		"return {move: 'attempt', slot, amount: invoice.amountDue, card};",
		"return {move: 'attempt', slot, amount: invoice.total, card};",
	),
	bug(
		'all attempts share one key',
		'17: a key per attempt',
		'payments/core/charge.ts',
		'`im:${invoiceId}:${cycle}:confirm:${attempt}`',
		'`im:${invoiceId}:${cycle}:confirm:${Math.min(attempt, 1)}`',
	),
	bug(
		'an unknown attempt is forgotten',
		'18: find out what became of it',
		'payments/core/charge.ts',
		"if (slot.state === 'unknown' && slot.intentId !== null",
		"if (slot.attempt > 99 && slot.state === 'unknown' && slot.intentId !== null",
	),
	bug(
		'a time-out is followed by another attempt',
		'18: no new attempt while one is unknown',
		'payments/core/charge.ts',
		"	if (slot.state === 'unknown' && slot.intentId !== null && slot.paymentMethodId !== null) {\n		return {move: 'resolve', slot, intentId: slot.intentId, paymentMethodId: slot.paymentMethodId};\n	}\n	if (isChargeInFlight(invoice)) return {move: 'drop', why: 'under_way'};",
		'',
	),
	bug(
		'a success told twice is booked twice',
		'19: outcomes merge',
		'payments/core/outcome.ts',
		"return charge.state === 'succeeded' ? undefined : succeeded(before, intent);",
		'return succeeded(before, intent);',
	),
	bug(
		'payments of charges are not kept',
		'I7: money and payments',
		'payments/record-intent.ts',
		'writes: [paymentWrite(outcome.payment, earlier), ',
		'writes: [',
	),
	bug(
		'refunds are sent under a new key each time',
		'I11: refunds once',
		'payments/settle-refund.ts',
		'key: `im:${refund.id}:refund`,',
		'key: `im:${refund.id}:${world.ids.random()}`,',
	),
	bug(
		'refunded money is not counted',
		'12 and 13: books',
		'payments/book-refund.ts',
		'		amountRefunded: payment.amountRefunded + refund.amount,',
		'		amountRefunded: payment.amountRefunded,',
	),
	bug(
		'every look reminds again',
		'I12: each step once',
		'invoices/core/collections.ts',
		'.filter((days) => !reminded.includes(days) && ',
		'.filter((days) => ',
	),
	bug(
		'mail goes out under a new name each time',
		'I13: each mail once',
		'documents/mail-invoice.ts',
		'key: `${invoiceId}:${kind}:${delivery.count}`,',
		'key: `${invoiceId}:${kind}:${world.ids.random()}`,',
	),
	bug(
		'refused mail counts as sent',
		'30: delivered or failed',
		'documents/mail-invoice.ts',
		"return handed.outcome === 'accepted' ? {outcome: 'sent', file} : {outcome: 'failed', why: handed.reason};",
		"return {outcome: 'sent', file};",
	),
	bug(
		'what a crash left of payments is not swept',
		'I23: nothing is forgotten',
		'indexes.ts',
		"	'customers',\n	'payments',\n	'estimates',",
		"	'customers',\n	'estimates',",
	),
	bug(
		'runs pass by their caps',
		'33: caps hold',
		'recurring/core/caps.ts',
		'if (why) return {after, ...why};',
		"if (why?.reason === 'beyond_horizon') return {after, ...why};",
	),
	bug(
		'a parking stays open when its template goes on',
		'29: what is set aside and why',
		'recurring/change-template.ts',
		'				...(await settleParked(world.db, read.document, template, now)),',
		'',
	),
	bug(
		'runs count commits, not invoices',
		'36: counters equal documents',
		'recurring/core/share.ts',
		'issued: share.issued + more.issued,',
		'issued: share.issued + Math.min(1, more.issued),',
	),
	bug(
		'an answered key takes another request',
		'I26: one key, one request',
		'developers/serve-route.ts',
		"if (earlier.kind === 'reused') return refused(reused, incoming.requestId);",
		'',
	),
	bug(
		'names are searched in the clear',
		'38: no names in the open',
		'customers/store.ts',
		'return {personal, party, tokens: [...tokens]};',
		'return {personal, party, tokens: wordsToFindBy(input).slice(0, 40)};',
	),
];
