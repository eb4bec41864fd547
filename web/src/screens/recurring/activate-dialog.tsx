import {Radio, Stack} from '@mantine/core';
import {useState} from 'react';
import {billingDate} from '../../../../functions/recurring/core/schedule.ts';
import {templates} from '../../api/billing.ts';
import type {Past, Template} from '../../api/invoice-shapes.ts';
import type {Customer, PlainDate} from '../../api/shapes.ts';
import {useAccount} from '../../app/account.tsx';
import {oneOf} from '../../app/search-params.ts';
import {useText} from '../../text/text.tsx';
import {Confirm} from '../../ui/confirm.tsx';
import {useNotices} from '../../ui/notices.tsx';
import {useAction} from '../../ui/use-action.ts';
import {scheduleWords} from './schedule-words.ts';

const pasts = ['skip', 'latest', 'all'] as const;
const pastsOfOne = [
	['skip', 'recurring.past.skipOne'],
	['all', 'recurring.past.billOne'],
] as const;
const pastsOfSeveral = pasts.map((value) => [value, `recurring.past.${value}`] as const);
const mostCounted = 400;

type Props = {
	readonly template: Template;
	readonly action: 'activate' | 'resume';
	readonly today: PlainDate;
	readonly customer: Customer | undefined;
	readonly onClose: () => void;
	readonly onDone?: (template: Template) => void;
};

/** Starts billing: says from when, what becomes of periods already past, and when the card is charged. */
export const ActivateDialog = ({template, action, today, customer, onClose, onDone}: Props) => {
	const text = useText();
	const {t, n} = text;
	const {id: account} = useAccount();
	const notices = useNotices();
	const [past, setPast] = useState<Past>('skip');
	const due = pastDates(template, today);
	const act = useAction<{past: Past}, Template>(
		(asked, key) => templates.act<Template>(account, template.id, action, asked, key),
		(result) => {
			notices.done(t('recurring.started', {date: result.nextDate === null ? '–' : text.format.date(result.nextDate)}));
			onClose();
			onDone?.(result);
		},
	);
	return (
		<Confirm
			title={t(action === 'activate' ? 'recurring.activateAsk' : 'recurring.resumeAsk', {
				name: template.name ?? customer?.name ?? '',
			})}
			act={t(action === 'activate' ? 'recurring.activate' : 'recurring.resume')}
			busy={act.isPending}
			error={act.error}
			notDone={t('recurring.notStarted')}
			onConfirm={() => act.mutate({past})}
			onClose={onClose}
		>
			<p>{scheduleWords(template.schedule, text)}.</p>
			<p className="quiet">{chargeWords(template, customer, text)}</p>
			{due > 0 ? (
				<Radio.Group
					label={n('recurring.past', due)}
					value={past}
					onChange={(value) => setPast(oneOf(pasts, value) ?? 'skip')}
				>
					<Stack gap={8} mt={8}>
						{(due === 1 ? pastsOfOne : pastsOfSeveral).map(([value, key]) => (
							<Radio key={value} value={value} label={t(key)} />
						))}
					</Stack>
				</Radio.Group>
			) : null}
		</Confirm>
	);
};

/** How many dates of the schedule lie on or before today. */
const pastDates = ({schedule, periodTiming, periodsBilled, periodsSkipped}: Template, today: PlainDate): number => {
	let count = 0;
	while (count < mostCounted && billingDate(schedule, periodTiming, periodsBilled + periodsSkipped + count) <= today)
		count += 1;
	return count;
};

const chargeWords = (
	{autoCharge, chargeOn, billing}: Template,
	customer: Customer | undefined,
	{t}: ReturnType<typeof useText>,
): string => {
	if (billing === 'draft') return t('recurring.will.draft');
	if (!autoCharge) return t(billing === 'issue' ? 'recurring.will.issue' : 'recurring.will.send');
	if (!customer?.card) return t('recurring.will.noCard');
	return t(chargeOn === 'issue' ? 'recurring.will.chargeIssue' : 'recurring.will.chargeDue');
};
