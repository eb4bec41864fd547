import {ActionIcon, Button, CopyButton, Menu} from '@mantine/core';
import {useState} from 'react';
import type {Tagged} from '../../../api/http.ts';
import type {Invoice} from '../../../api/invoice-shapes.ts';
import type {Customer} from '../../../api/shapes.ts';
import {useAccount, useMay} from '../../../app/account.tsx';
import {useText} from '../../../text/text.tsx';
import {CopyIcon, DownloadIcon, EditIcon, MoreIcon, OpenIcon} from '../../../ui/icons.tsx';
import {LinkButton} from '../../../ui/links.tsx';
import {useOpenPdf} from '../../../ui/use-open-pdf.ts';
import {InvoiceDialog, type InvoiceDialogName} from '../dialogs/invoice-dialog.tsx';
import {actionsFor} from '../invoice-state.ts';
import classes from './invoice-detail.module.css';
import {MoreActions} from './more-actions.tsx';

type Props = {readonly invoice: Tagged<Invoice>; readonly customer: Customer | undefined};

/** The one thing to do next, its neighbours, and the rest in a menu: only what its state allows. */
export const InvoiceActions = ({invoice, customer}: Props) => {
	const {t} = useText();
	const {id: account} = useAccount();
	const [dialog, setDialog] = useState<InvoiceDialogName | null>(null);
	const openPdf = useOpenPdf();
	const mayBill = useMay('bookkeeper');
	const can = actionsFor(invoice);
	return (
		<div className={classes.actions}>
			{mayBill && can.pay ? <Button onClick={() => setDialog('pay')}>{t('invoice.act.pay')}</Button> : null}
			{mayBill && can.edit ? (
				<LinkButton
					to="/$account/invoices/draft/{-$invoice}"
					params={{account, invoice: invoice.id}}
					leftSection={<EditIcon size={16} />}
				>
					{t('invoice.act.edit')}
				</LinkButton>
			) : null}
			{mayBill && can.send ? (
				<Button variant="default" onClick={() => setDialog('send')}>
					{t(invoice.delivery.sentAt === null ? 'invoice.act.send' : 'invoice.act.sendAgain')}
				</Button>
			) : null}
			{mayBill && can.correct ? (
				<Button variant="default" onClick={() => setDialog('correct')}>
					{t('invoice.act.correct')}
				</Button>
			) : null}
			{can.download ? (
				<Button
					variant="default"
					leftSection={<DownloadIcon size={16} />}
					onClick={() => openPdf('invoices', invoice.id)}
				>
					{t('invoice.pdf')}
				</Button>
			) : null}
			<Menu position="bottom-end" width={240}>
				<Menu.Target>
					<ActionIcon variant="default" size={36} aria-label={t('act.more')}>
						<MoreIcon />
					</ActionIcon>
				</Menu.Target>
				<Menu.Dropdown>
					{mayBill ? <MoreActions invoice={invoice} customer={customer} can={can} onAsk={setDialog} /> : null}
					{invoice.hostedUrl === null ? null : (
						<>
							<Menu.Item
								component="a"
								href={invoice.hostedUrl}
								target="_blank"
								rel="noopener"
								leftSection={<OpenIcon size={16} />}
							>
								{t('invoice.page')}
							</Menu.Item>
							<CopyButton value={invoice.hostedUrl}>
								{({copied, copy}) => (
									<Menu.Item closeMenuOnClick={false} leftSection={<CopyIcon size={16} />} onClick={copy}>
										{t(copied ? 'act.copied' : 'act.copy')}
									</Menu.Item>
								)}
							</CopyButton>
						</>
					)}
				</Menu.Dropdown>
			</Menu>
			{dialog === null ? null : (
				<InvoiceDialog name={dialog} invoice={invoice} customer={customer} onClose={() => setDialog(null)} />
			)}
		</div>
	);
};
