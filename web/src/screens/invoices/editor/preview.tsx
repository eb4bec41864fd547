import {Button} from '@mantine/core';
import {useQuery} from '@tanstack/react-query';
import {useEffect, useState} from 'react';
import {pdfOf} from '../../../api/calls.ts';
import {useAccount} from '../../../app/account.tsx';
import {useText} from '../../../text/text.tsx';
import {InvoiceIcon, OpenIcon} from '../../../ui/icons.tsx';
import {ProblemNote} from '../../../ui/problem-note.tsx';
import {useOpenPdf} from '../../../ui/use-open-pdf.ts';
import classes from './editor.module.css';

/** A viewer says it has loaded a little before it has drawn. */
const drawnAfterMs = 250;

/** The real PDF of the draft as it was saved last. The old page stays until the new one is drawn. */
export const Preview = ({id, version, busy}: {id: string | null; version: number; busy: boolean}) => {
	const {t} = useText();
	const {id: account} = useAccount();
	const open = useOpenPdf();
	const pdf = useQuery({
		queryKey: [account, 'pdf', id, version],
		queryFn: ({signal}) => pdfOf(account, 'invoices', id ?? '', signal),
		enabled: id !== null,
		placeholderData: (before) => before,
		gcTime: 0,
		staleTime: Number.POSITIVE_INFINITY,
	});
	if (id === null)
		return (
			<div className={classes.hint}>
				<InvoiceIcon size={30} />
				<p>{t('editor.previewHint')}</p>
			</div>
		);
	if (pdf.error && !pdf.data)
		return (
			<div className={classes.hint}>
				<ProblemNote error={pdf.error} notDone={t('editor.previewFailed')} />
			</div>
		);
	// Phones show no PDF inside a page; they open it in a viewer of their own.
	if (!navigator.pdfViewerEnabled)
		return (
			<div className={classes.hint}>
				<p>{t('editor.previewElsewhere')}</p>
				<Button variant="default" leftSection={<OpenIcon size={16} />} onClick={() => open('invoices', id)}>
					{t('editor.previewOpen')}
				</Button>
			</div>
		);
	return (
		<div className={classes.frame}>
			<Pages blob={pdf.data} />
			{busy || pdf.isFetching ? <span className={classes.veil}>{t('editor.previewBusy')}</span> : null}
		</div>
	);
};

/** Two frames, one behind the other: the next page comes to the front when it has loaded. */
const Pages = ({blob}: {blob: Blob | undefined}) => {
	const {t} = useText();
	const [shown, setShown] = useState<string | null>(null);
	const [next, setNext] = useState<string | null>(null);
	useEffect(() => {
		if (blob === undefined) return;
		const address = URL.createObjectURL(blob);
		setNext(address);
		return () => URL.revokeObjectURL(address);
	}, [blob]);
	return [shown, next]
		.filter((address, index, all) => address !== null && all.indexOf(address) === index)
		.map((address) => (
			<iframe
				key={address}
				title={t('invoice.pdfTitle')}
				src={`${address}#toolbar=0&navpanes=0&view=FitH`}
				data-arriving={address !== shown}
				onLoad={() => setTimeout(() => setShown(address), drawnAfterMs)}
			/>
		));
};
