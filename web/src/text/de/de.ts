import type {Catalogue} from '../catalogue.ts';
import {customers} from './customers.ts';
import {editor} from './editor.ts';
import {frame} from './frame.ts';
import {home} from './home.ts';
import {invoices} from './invoices.ts';
import {operations} from './operations.ts';
import {payments} from './payments.ts';
import {problems} from './problems.ts';
import {recurring} from './recurring.ts';
import {settings} from './settings.ts';
import {start} from './start.ts';

/** German: all of the keys of English, checked by the type. */
export const de: Catalogue = {
	...frame,
	...problems,
	...start,
	...home,
	...invoices,
	...editor,
	...recurring,
	...customers,
	...payments,
	...settings,
	...operations,
};
