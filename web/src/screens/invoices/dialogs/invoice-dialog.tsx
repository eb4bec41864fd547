import {lazy, Suspense} from 'react';
import type {Tagged} from '../../../api/http.ts';
import type {Invoice} from '../../../api/invoice-shapes.ts';
import type {Customer} from '../../../api/shapes.ts';
import {ChargeDialog} from './charge-dialog.tsx';
import {CorrectDialog} from './correct-dialog.tsx';
import {IssueDialog} from './issue-dialog.tsx';
import {PayDialog} from './pay-dialog.tsx';
import {RemoveDialog} from './remove-dialog.tsx';
import {SendDialog} from './send-dialog.tsx';
import {VoidDialog} from './void-dialog.tsx';
import {WriteOffDialog} from './write-off-dialog.tsx';

const CreditDialog = lazy(() => import('./credit-dialog.tsx').then(({CreditDialog}) => ({default: CreditDialog})));
const RecurringDialog = lazy(() =>
	import('./recurring-dialog.tsx').then(({RecurringDialog}) => ({default: RecurringDialog})),
);

export type DialogProps = {
	readonly invoice: Tagged<Invoice>;
	readonly customer: Customer | undefined;
	readonly onClose: () => void;
};

const dialogs = {
	pay: PayDialog,
	send: SendDialog,
	issue: IssueDialog,
	charge: ChargeDialog,
	correct: CorrectDialog,
	credit: CreditDialog,
	void: VoidDialog,
	writeOff: WriteOffDialog,
	remove: RemoveDialog,
	recurring: RecurringDialog,
} as const;
export type InvoiceDialogName = keyof typeof dialogs;

/** The dialog of one action on one invoice. */
export const InvoiceDialog = ({name, ...props}: DialogProps & {readonly name: InvoiceDialogName}) => {
	const Dialog = dialogs[name];
	return (
		<Suspense>
			<Dialog {...props} />
		</Suspense>
	);
};
