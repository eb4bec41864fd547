import {Button, TextInput} from '@mantine/core';
import {useDebouncedValue} from '@mantine/hooks';
import {useQuery} from '@tanstack/react-query';
import {useNavigate} from '@tanstack/react-router';
import {useState} from 'react';
import {addMonths, startOfMonth} from '../../../../../functions/kernel/calendar.ts';
import type {PlainDate} from '../../../api/shapes.ts';
import {useAccount, useMay} from '../../../app/account.tsx';
import {useToday} from '../../../app/today.ts';
import {readDecimal} from '../../../text/numbers.ts';
import {useText} from '../../../text/text.tsx';
import {ProblemNote} from '../../../ui/problem-note.tsx';
import {Sheet} from '../../../ui/sheet.tsx';
import classes from '../recurring.module.css';
import {RaiseConfirm} from './raise-confirm.tsx';
import {RaiseTable} from './raise-table.tsx';
import {allRaised} from './raised.ts';

const typingMs = 350;

/** Raises the prices of everything that recurs: shows old and new of each before anything changes. */
export const RaisePrices = () => {
	const {t, n} = useText();
	const {id: account} = useAccount();
	const today = useToday();
	const navigate = useNavigate();
	const mayBill = useMay('bookkeeper');
	const [percent, setPercent] = useState('');
	const [from, setFrom] = useState<PlainDate>();
	const [confirming, setConfirming] = useState(false);
	const asked = useAsked(percent, from ?? (today && addMonths(startOfMonth(today), 1)));
	const [settled] = useDebouncedValue(asked, typingMs);
	const dry = useQuery({
		queryKey: [account, 'templates', 'raise', settled.percent, settled.from],
		queryFn: ({signal}) =>
			allRaised(account, {percent: settled.percent ?? '', from: settled.from ?? '', dryRun: true}, {signal}),
		enabled: settled.percent !== undefined && settled.from !== undefined,
		staleTime: 0,
	});
	const isShown = settled.percent === asked.percent && settled.from === asked.from && dry.data !== undefined;
	const raised = dry.data?.filter(({ok}) => ok).length ?? 0;
	const close = () => navigate({to: '/$account/recurring', params: {account}});
	return (
		<Sheet
			size="form"
			begin="field"
			title={t('raise.title')}
			onClose={close}
			footer={
				<Button disabled={!mayBill || !isShown || raised === 0} onClick={() => setConfirming(true)}>
					{isShown && raised > 0 ? n('raise.act', raised) : t('raise.title')}
				</Button>
			}
		>
			<title>{`${t('raise.title')} · Invoice Meister`}</title>
			<p className="quiet" style={{marginBottom: 16}}>
				{t('raise.text')}
			</p>
			<div className={classes.ask}>
				<TextInput
					label={t('raise.percent')}
					inputMode="decimal"
					rightSection="%"
					data-autofocus
					maxLength={8}
					value={percent}
					error={percent !== '' && asked.percent === undefined ? t('raise.percentInvalid') : null}
					onChange={(event) => setPercent(event.currentTarget.value)}
				/>
				<TextInput
					type="date"
					label={t('raise.from')}
					min={today}
					value={asked.from ?? ''}
					onChange={(event) => setFrom(event.currentTarget.value)}
				/>
			</div>
			<ProblemNote error={dry.error} notDone={t('raise.notShown')} read={dry} />
			{dry.isError ? null : <RaiseTable rows={asked.percent === undefined ? null : dry.data} isStale={!isShown} />}
			{confirming && settled.percent !== undefined && settled.from !== undefined ? (
				<RaiseConfirm
					percent={settled.percent}
					from={settled.from}
					count={raised}
					onClose={() => setConfirming(false)}
					onDone={close}
				/>
			) : null}
		</Sheet>
	);
};

/** What was typed, as far as it can be asked for. */
const useAsked = (
	typed: string,
	from: PlainDate | undefined,
): {readonly percent: string | undefined; readonly from: PlainDate | undefined} => {
	const {locale} = useText();
	const percent = readDecimal(typed, locale);
	return {
		percent: percent !== undefined && Number(percent) > 0 ? percent : undefined,
		from: from === '' ? undefined : from,
	};
};
