import {linkOptions, Outlet, useParams} from '@tanstack/react-router';
import {type ReactNode, useCallback, useMemo} from 'react';
import {runs} from '../../../api/calls.ts';
import type {Run} from '../../../api/shapes.ts';
import {useAccount} from '../../../app/account.tsx';
import {useText} from '../../../text/text.tsx';
import {EmptyState} from '../../../ui/empty-state.tsx';
import {ClockIcon} from '../../../ui/icons.tsx';
import {Listing} from '../../../ui/listing.tsx';
import {Page} from '../../../ui/page.tsx';
import {RowLink} from '../../../ui/row-link.tsx';
import {useCursorList} from '../../../ui/use-cursor-list.ts';
import {RecurringTabs} from '../recurring-tabs.tsx';
import {HealthLine} from './health-line.tsx';
import {runColumns} from './run-columns.tsx';

const isRunning = ({state}: Run): boolean => state === 'running';

/** What each run billed for this account; one that is under way moves as one looks. */
export const RunList = () => {
	const text = useText();
	const {t, format} = text;
	const {id: account, timeZone} = useAccount();
	const {run: current} = useParams({strict: false});
	const list = useCursorList('runs', account, runs.list, {}, isRunning);
	const columns = useMemo(() => runColumns(text, timeZone), [text, timeZone]);
	const link = useCallback(
		({id}: Run, content: ReactNode) => (
			<RowLink to={linkOptions({to: '/$account/recurring/runs/$run', params: {account, run: id}})}>{content}</RowLink>
		),
		[account],
	);
	return (
		<>
			<Page title={t('frame.recurring')}>
				<RecurringTabs view="runs" />
				<HealthLine />
				<Listing
					list={list}
					empty={<EmptyState icon={<ClockIcon />} title={t('runs.none')} text={t('runs.noneText')} />}
					label={t('recurring.tab.runs')}
					columns={columns}
					nameOf={({startedAt}) => format.instant(startedAt, timeZone)}
					link={link}
					current={current}
				/>
			</Page>
			<Outlet />
		</>
	);
};
