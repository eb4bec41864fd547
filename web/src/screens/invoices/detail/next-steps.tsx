import {Button} from '@mantine/core';
import {lazy, Suspense, useState} from 'react';
import type {Tagged} from '../../../api/http.ts';
import type {Invoice} from '../../../api/invoice-shapes.ts';
import {useMay} from '../../../app/account.tsx';
import {useText} from '../../../text/text.tsx';
import {Section} from '../../../ui/section.tsx';
import {UpcomingList} from '../../../ui/upcoming-list.tsx';
import classes from './invoice-detail.module.css';

const PromiseDialog = lazy(() =>
	import('../dialogs/promise-dialog.tsx').then(({PromiseDialog}) => ({default: PromiseDialog})),
);

/** What the platform will do by itself, when, and why; and what the customer said about paying. */
export const NextSteps = ({invoice}: {invoice: Tagged<Invoice>}) => {
	const {t, format} = useText();
	const mayBill = useMay('bookkeeper');
	const [asked, setAsked] = useState(false);
	const {status, promisedOn, remindersPausedUntil} = invoice;
	// What is past no longer comes: an overdue invoice does not fall due again.
	const ahead = invoice.upcoming.filter(({what}) => what !== 'due' || !invoice.overdue);
	return (
		<Section
			title={t('invoice.next')}
			action={
				mayBill && status === 'open' ? (
					<Button variant="subtle" size="compact-sm" mr={-8} onClick={() => setAsked(true)}>
						{t('promise.act')}
					</Button>
				) : undefined
			}
		>
			{promisedOn === null && remindersPausedUntil === null ? null : (
				<p className={classes.said}>
					{promisedOn === null ? null : <span>{t('promise.said', {date: format.longDate(promisedOn)})}</span>}
					{remindersPausedUntil === null ? null : (
						<span>{t('promise.quiet', {date: format.longDate(remindersPausedUntil)})}</span>
					)}
				</p>
			)}
			{ahead.length === 0 ? (
				<p className="quiet">{t(status === 'draft' ? 'invoice.next.draft' : 'invoice.next.none')}</p>
			) : (
				<UpcomingList upcoming={ahead} />
			)}
			{asked ? (
				<Suspense>
					<PromiseDialog invoice={invoice} onClose={() => setAsked(false)} />
				</Suspense>
			) : null}
		</Section>
	);
};
