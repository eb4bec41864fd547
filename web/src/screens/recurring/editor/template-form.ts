/** The form of a recurring invoice: a bill with a rhythm. Pure. */
import type {Template, TemplateInput} from '../../../api/invoice-shapes.ts';
import type {Account, Customer, Ends, PlainDate, Schedule} from '../../../api/shapes.ts';
import {type BillForm, billFormOf, blankBill} from '../../invoices/editor/bill-form.ts';
import {billInput} from '../../invoices/editor/bill-input.ts';
import {ruleOf, usualRule} from './schedule-rules.ts';

export type TemplateForm = BillForm & {
	readonly name: string;
	readonly schedule: Schedule;
	readonly ends: Ends;
	readonly billing: Template['billing'];
	readonly autoCharge: boolean;
	readonly chargeOn: Template['chargeOn'];
	readonly periodTiming: Template['periodTiming'];
};

/** Every month from `date` on. */
export const firstSchedule = (date: PlainDate): Schedule => ({
	frequency: 'month',
	interval: 1,
	anchorDate: date,
	rule: ruleOf(usualRule(date), date),
	hour: 6,
});

export const blankTemplate = (
	account: Account,
	customer: Customer | undefined,
	taxRateIds: readonly string[],
	today: PlainDate,
): TemplateForm => ({
	...blankBill(account, customer, taxRateIds),
	name: '',
	schedule: firstSchedule(today),
	ends: {type: 'never'},
	billing: 'issue_and_send',
	autoCharge: false,
	chargeOn: 'issue',
	periodTiming: 'advance',
});

export const templateFormOf = (template: Template, locale: string): TemplateForm => ({
	...billFormOf(template, locale),
	name: template.name ?? '',
	schedule: template.schedule,
	ends: template.ends,
	billing: template.billing,
	autoCharge: template.autoCharge,
	chargeOn: template.chargeOn,
	periodTiming: template.periodTiming,
});

export const templateInput = (form: TemplateForm, locale: string): TemplateInput => ({
	...billInput(form, locale),
	name: form.name.trim() === '' ? null : form.name.trim(),
	schedule: form.schedule,
	ends: form.ends,
	billing: form.billing,
	autoCharge: form.autoCharge,
	chargeOn: form.chargeOn,
	periodTiming: form.periodTiming,
});
