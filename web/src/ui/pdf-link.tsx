import {Anchor} from '@mantine/core';
import type {ReactNode} from 'react';
import {useOpenPdf} from './use-open-pdf.ts';

/** Opens the PDF of a document in a tab of its own. */
export const PdfLink = ({noun, id, children}: {noun: 'invoices' | 'credit-notes'; id: string; children: ReactNode}) => {
	const open = useOpenPdf();
	return (
		<Anchor component="button" type="button" onClick={() => open(noun, id)}>
			{children}
		</Anchor>
	);
};
