import {Select, TextInput} from '@mantine/core';
import {useState} from 'react';
import {formatNumber, parsePattern} from '../../../../functions/accounts/core/number-pattern.ts';
import {series as calls} from '../../api/calls.ts';
import type {Series} from '../../api/shapes.ts';
import {useAccount} from '../../app/account.tsx';
import {oneOf} from '../../app/search-params.ts';
import {useToday} from '../../app/today.ts';
import {useText} from '../../text/text.tsx';
import {Confirm} from '../../ui/confirm.tsx';
import {useNotices} from '../../ui/notices.tsx';
import {useAction} from '../../ui/use-action.ts';
import classes from './settings.module.css';

const resets = ['never', 'year', 'month'] as const;

/** How numbers look and where they stand, with the next one as a live sample. Numbers only go up. */
export const SeriesDialog = ({series, onClose}: {series: Series; onClose: () => void}) => {
	const {t} = useText();
	const {id: account} = useAccount();
	const today = useToday();
	const notices = useNotices();
	const [pattern, setPattern] = useState(series.pattern);
	const [reset, setReset] = useState(series.reset);
	const [next, setNext] = useState(String(series.next));
	const parsed = parsePattern(pattern, reset);
	const counter = /^[1-9]\d{0,8}$/.test(next) ? Number(next) : null;
	const save = useAction<object, Series>(
		(change) => calls.change(account, series.id, change, null),
		() => {
			notices.done(t('act.saved'));
			onClose();
		},
	);
	return (
		<Confirm
			title={t('series.edit', {name: t(`series.for.${series.for}`)})}
			act={t('act.save')}
			busy={save.isPending}
			error={save.error}
			notDone={t('settings.failed')}
			disabled={!parsed.ok || counter === null}
			onConfirm={() => save.mutate({pattern, reset, ...(counter === series.next ? {} : {next: counter})})}
			onClose={onClose}
		>
			<TextInput
				label={t('series.pattern')}
				description={t('series.patternHint')}
				data-autofocus
				maxLength={60}
				value={pattern}
				error={parsed.ok ? null : t('series.invalid')}
				onChange={(event) => setPattern(event.currentTarget.value)}
			/>
			<Select
				label={t('series.reset')}
				data={resets.map((value) => ({value, label: t(`series.reset.${value}`)}))}
				value={reset}
				allowDeselect={false}
				onChange={(value) => setReset(oneOf(resets, value) ?? 'year')}
			/>
			<TextInput
				label={t('series.next')}
				description={t('series.nextHint')}
				inputMode="numeric"
				value={next}
				error={counter === null ? t('fault.unreadable') : null}
				onChange={(event) => setNext(event.currentTarget.value)}
			/>
			<output className={classes.sample} aria-live="polite">
				{parsed.ok && counter !== null && today !== undefined
					? t('series.sample', {number: formatNumber(parsed.value, today, counter)})
					: '–'}
			</output>
		</Confirm>
	);
};
