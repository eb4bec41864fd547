import type {Account} from '../../schemas/account.ts';
import type {Instant} from '../../schemas/basics.ts';
import type {InvoiceDocument} from '../../schemas/invoice.ts';
import type {PlannedTaxRate} from '../../schemas/template.ts';
import {drawAll} from '../accounts/core/series.ts';
import {readSeries, seriesWrite} from '../accounts/index.ts';
import {activityWrite, system} from '../activity.ts';
import {newTaxRate} from '../catalog/core/new-tax-rate.ts';
import {createTaxRateWrite, rateUseWrites, readTaxRates} from '../catalog/index.ts';
import {heldCustomerWrite, type ReadCustomer} from '../customers/index.ts';
import {wordsOf} from '../documents/core/words.ts';
import {today} from '../kernel/calendar.ts';
import {derivedId} from '../kernel/ids.ts';
import {invariant} from '../kernel/invariant.ts';
import type {Db, Write} from '../world.ts';
import {composeDraft} from './core/compose.ts';
import {dateFromTerms} from './core/due-date.ts';
import {issued} from './core/issue.ts';
import {isOutsideVat, lateFeeAmount, lateFeeId, lateFeeInput, lateFeeRateId} from './core/late-fee.ts';
import {createInvoiceWrite} from './store.ts';

export type LateFeeFacts = {
	readonly invoice: InvoiceDocument;
	readonly account: Account;
	readonly customer: ReadCustomer;
	readonly now: Instant;
};
export type LateFee = {readonly fee: InvoiceDocument; readonly writes: readonly Write[]};

/**
 * Issues the late fee on an invoice, for the commit that marks it there (rule 20): numbered from the invoice series,
 * dated like what a run issues, mailed, never charged by itself. Undefined where it comes to nothing, or the customer is
 * archived: archiving it at the same moment conflicts, as suspending the account does (invariant 27).
 */
export const chargeLateFee = async (db: Db, facts: LateFeeFacts): Promise<LateFee | undefined> => {
	const {invoice, account, now} = facts;
	const customer = facts.customer.document;
	const worth = account.lateFee && lateFeeAmount(invoice, account.lateFee);
	if (!worth || worth.amount <= 0 || customer.archivedAt !== null) return undefined;
	const [series, tax] = await Promise.all([
		readSeries(db, account.id, 'invoice', customer.seriesId ?? null),
		rateOf(db, facts),
	]);
	invariant(series, 'an account has a series for its invoices');
	const day = today(now, account.timeZone);
	const {numbered, counters} = drawAll(series.document, [day]);
	const [taken] = numbered;
	invariant(taken, 'one number was taken');
	const {issueDate} = taken;
	const locale = customer.locale ?? account.locale;
	const composed = composeDraft(
		lateFeeId(invoice.id),
		{...lateFeeInput(invoice, worth, {locale, taxRateIds: [...tax.rates.keys()]}), issueDate},
		{account, customer, seriesId: series.document.id, rates: tax.rates, prepayments: [], today: issueDate, now},
	);
	if (!composed.ok) return undefined;
	const fee = issued(
		{...composed.value, kind: 'late_fee', lateFeeFor: {invoiceId: invoice.id, number: invoice.number ?? ''}},
		{
			...taken,
			dueDate: dateFromTerms(issueDate, composed.value.paymentTerms ?? undefined),
			now,
			mailAt: now,
			chargeAt: null,
			sellerVersion: series.document.sellerVersion,
			notify: series.document.notify,
			reminders: account.reminders,
		},
	);
	return {
		fee,
		writes: [
			createInvoiceWrite(fee),
			seriesWrite(series, counters),
			heldCustomerWrite(facts.customer),
			...tax.writes,
			entryOf(facts, fee),
		],
	};
};

type FeeTax = {readonly rates: ReadonlyMap<string, PlannedTaxRate>; readonly writes: readonly Write[]};

/** The account's rate of category O for its late fees, made when the first one needs it; none where VAT is not the tax. */
const rateOf = async (db: Db, {account, now}: LateFeeFacts): Promise<FeeTax> => {
	if (!isOutsideVat(account.country)) return {rates: new Map(), writes: []};
	const id = lateFeeRateId(account.id);
	const known = await readTaxRates(db, account.id, [id]);
	if (known.size > 0) return {rates: known, writes: await rateUseWrites(db, account.id, [id])};
	const {untaxed: name, untaxedReason: reason} = wordsOf(account.locale);
	const rate = {
		...newTaxRate(
			{name, percent: '0', scheme: 'VAT', category: 'O', reason},
			{id, accountId: account.id, isDefault: false, now},
		),
		used: true,
	};
	const {scheme, category, versions} = rate;
	return {
		rates: new Map([[id, {id, name, scheme, category, reason, versions}]]),
		writes: [createTaxRateWrite(rate)],
	};
};

const entryOf = ({invoice, now}: LateFeeFacts, fee: InvoiceDocument): Write =>
	activityWrite(fee.accountId, derivedId('act', fee.id, 'issued'), now, {
		actor: system,
		action: 'invoice.issued',
		objects: [
			{type: 'invoice', id: fee.id},
			{type: 'invoice', id: invoice.id},
			{type: 'customer', id: fee.customerId},
		],
	});
