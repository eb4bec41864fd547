import type {Invoice} from '../../../api/invoice-shapes.ts';
import {useText} from '../../../text/text.tsx';
import {UpcomingList} from '../../../ui/upcoming-list.tsx';

/** What the platform will do by itself, when, and why. */
export const NextSteps = ({invoice}: {invoice: Invoice}) => {
	const {t} = useText();
	// What is past no longer comes: an overdue invoice does not fall due again.
	const ahead = invoice.upcoming.filter(({what}) => what !== 'due' || !invoice.overdue);
	if (ahead.length === 0)
		return <p className="quiet">{t(invoice.status === 'draft' ? 'invoice.next.draft' : 'invoice.next.none')}</p>;
	return <UpcomingList upcoming={ahead} />;
};
