import {Skeleton} from '@mantine/core';
import {useState} from 'react';
import type {Parked} from '../../../api/shapes.ts';
import {useAccount} from '../../../app/account.tsx';
import {useText} from '../../../text/text.tsx';
import {EmptyState} from '../../../ui/empty-state.tsx';
import {CheckIcon} from '../../../ui/icons.tsx';
import {Page} from '../../../ui/page.tsx';
import {ProblemNote} from '../../../ui/problem-note.tsx';
import classes from '../recurring.module.css';
import {RecurringTabs} from '../recurring-tabs.tsx';
import {useParked} from '../use-parked.ts';
import {HeldCard} from './held-card.tsx';
import {RetryDialog} from './retry-dialog.tsx';

/** What the platform did not bill because somebody should look first. */
export const HoldList = () => {
	const {t} = useText();
	const {id: account} = useAccount();
	const read = useParked(account);
	const {data, error} = read;
	const [asked, setAsked] = useState<Parked | null>(null);
	return (
		<Page title={t('frame.recurring')}>
			<RecurringTabs view="hold" />
			<ProblemNote error={error} read={read} />
			{data === undefined ? (
				error ? null : (
					<Skeleton height={142} radius={12} />
				)
			) : data.data.length === 0 ? (
				<EmptyState icon={<CheckIcon />} title={t('hold.none')} text={t('hold.noneText')} />
			) : (
				<ul className={classes.held}>
					{data.data.map((parked) => (
						<HeldCard key={parked.id} parked={parked} onRetry={() => setAsked(parked)} />
					))}
				</ul>
			)}
			{asked === null ? null : <RetryDialog parked={asked} onClose={() => setAsked(null)} />}
		</Page>
	);
};
