import {Skeleton} from '@mantine/core';
import {useQuery} from '@tanstack/react-query';
import {useNavigate, useParams} from '@tanstack/react-router';
import {runs} from '../../../api/calls.ts';
import type {Run} from '../../../api/shapes.ts';
import {useAccount} from '../../../app/account.tsx';
import {useText} from '../../../text/text.tsx';
import {DateText} from '../../../ui/date-text.tsx';
import {Facts} from '../../../ui/facts.tsx';
import {ProblemNote} from '../../../ui/problem-note.tsx';
import {Section} from '../../../ui/section.tsx';
import {Sheet} from '../../../ui/sheet.tsx';
import {StatusBadge} from '../../../ui/status-badge.tsx';
import head from '../../invoices/detail/invoice-detail.module.css';
import classes from '../recurring.module.css';
import {RunHeld} from './run-held.tsx';

const againAfterMs = 1000;

/** One run: what was due and what became of each. Moves while it runs. */
export const RunDetail = () => {
	const {t, format} = useText();
	const {id: account, timeZone} = useAccount();
	const {run: id} = useParams({from: '/$account/recurring/runs/$run'});
	const navigate = useNavigate();
	const read = useQuery({
		queryKey: [account, 'runs', id],
		queryFn: () => runs.get(account, id),
		refetchInterval: ({state}) => (state.data?.state === 'running' ? againAfterMs : false),
	});
	const {data: run, error} = read;
	const title = run
		? t('runs.title', {when: format.instant(run.startedAt, timeZone)})
		: error
			? t('recurring.tab.runs')
			: '…';
	return (
		<Sheet
			key={id}
			size="detail"
			title={title}
			beside={run ? <StatusBadge status={run.state} /> : null}
			onClose={() => navigate({to: '/$account/recurring/runs', params: {account}})}
		>
			<title>{`${title} · Invoice Meister`}</title>
			<ProblemNote error={error} read={read} />
			{run === undefined ? error ? null : <Skeleton height={260} /> : <RunFigures run={run} />}
		</Sheet>
	);
};

const RunFigures = ({run}: {run: Run}) => {
	const {t, n, format} = useText();
	const {timeZone} = useAccount();
	const counts = [
		{key: 'due', value: run.due, tone: 'plain'},
		{key: 'issued', value: run.issued, tone: 'plain'},
		{key: 'skipped', value: run.skipped, tone: 'plain'},
		{key: 'parked', value: run.parked, tone: run.parked > 0 ? 'bad' : 'plain'},
	] as const;
	return (
		<>
			<div className={head.head}>
				<p className={head.label}>{n('runs.billed', run.issued)}</p>
				{run.amounts.length === 0 ? <p className={head.amount}>–</p> : null}
				{run.amounts.map(({currency, total}) => (
					<p key={currency} className={`${head.amount} figures`} data-several={run.amounts.length > 1}>
						{format.money(total, currency)}
					</p>
				))}
			</div>
			{run.state === 'running' ? (
				<div role="status" style={{marginBottom: 14}}>
					<progress aria-label={t('status.running')} />
					<p className="quiet">{t('runs.running', {done: format.number(run.issued + run.skipped + run.parked)})}</p>
				</div>
			) : null}
			<dl className={classes.counts}>
				{counts.map(({key, value, tone}) => (
					<div key={key} data-tone={tone}>
						<dt>{t(`runs.${key}`)}</dt>
						<dd className="figures">{format.number(value)}</dd>
					</div>
				))}
			</dl>
			<p className="quiet" style={{marginTop: 8}}>
				{t('runs.adds')}
			</p>
			<Section title={t('runs.times')}>
				<Facts
					facts={[
						[t('runs.started'), <DateText key="started" value={run.startedAt} zone={timeZone} />],
						[
							t('runs.finished'),
							run.finishedAt === null ? null : <DateText key="finished" value={run.finishedAt} zone={timeZone} />,
						],
					]}
				/>
			</Section>
			{run.parked > 0 ? <RunHeld run={run} /> : null}
		</>
	);
};
