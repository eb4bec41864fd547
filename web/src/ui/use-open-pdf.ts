import {pdfOf} from '../api/calls.ts';
import {problemOf} from '../api/problem.ts';
import {useAccount} from '../app/account.tsx';
import {useText} from '../text/text.tsx';
import {useNotices} from './notices.tsx';
import {problemText} from './problem-text.ts';

const keptForMs = 60_000;

/** Fetches a PDF with the person's token and shows it; the tab is opened at once, so that no blocker takes it for a pop-up. */
export const useOpenPdf = () => {
	const {id: account} = useAccount();
	const text = useText();
	const notices = useNotices();
	return async (noun: 'invoices' | 'credit-notes', id: string): Promise<void> => {
		const tab = window.open('', '_blank');
		try {
			const address = URL.createObjectURL(await pdfOf(account, noun, id));
			if (tab === null) location.assign(address);
			else tab.location.href = address;
			setTimeout(() => URL.revokeObjectURL(address), keptForMs);
		} catch (error) {
			tab?.close();
			const {happened, next} = problemText(problemOf(error), text);
			notices.failed(`${happened} ${next}`);
		}
	};
};
