import type {TextKey} from '../../text/catalogue.ts';
import {HomeIcon, InvoiceIcon, PaymentIcon, PeopleIcon, RecurringIcon, SettingsIcon} from '../../ui/icons.tsx';

/** The screens of the rail, in order, each with the second key of its shortcut `g …`. */
export const places = [
	{to: '/$account', text: 'frame.home', Icon: HomeIcon, key: 'h'},
	{to: '/$account/invoices', text: 'frame.invoices', Icon: InvoiceIcon, key: 'i'},
	{to: '/$account/recurring', text: 'frame.recurring', Icon: RecurringIcon, key: 'r'},
	{to: '/$account/customers', text: 'frame.customers', Icon: PeopleIcon, key: 'c'},
	{to: '/$account/payments', text: 'frame.payments', Icon: PaymentIcon, key: 'p'},
	{to: '/$account/settings/{-$section}', text: 'frame.settings', Icon: SettingsIcon, key: 's'},
] as const satisfies readonly {to: string; text: TextKey; Icon: unknown; key: string}[];
