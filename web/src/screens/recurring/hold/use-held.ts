import {useQuery} from '@tanstack/react-query';
import {templates} from '../../../api/billing.ts';
import type {PeriodPreview} from '../../../api/invoice-shapes.ts';
import {useAccount} from '../../../app/account.tsx';
import {useToday} from '../../../app/today.ts';
import {waitingPeriods} from './retried.ts';

const mostShown = 100;

/** The template of what is on hold, and its periods that are due until today. */
export const useHeld = (templateId: string) => {
	const {id: account} = useAccount();
	const today = useToday();
	const template = useQuery({
		queryKey: [account, 'templates', templateId],
		queryFn: () => templates.get(account, templateId),
	});
	const preview = useQuery({
		queryKey: [account, 'templates', templateId, 'preview', 'held', template.data?.version],
		queryFn: () => templates.preview(account, templateId, mostShown),
		enabled: template.data !== undefined,
	});
	const waitingNow = (): readonly PeriodPreview[] | undefined => {
		if (preview.isError || template.isError) return [];
		return today === undefined || preview.data === undefined ? undefined : waitingPeriods(preview.data.data, today);
	};
	return {
		template: template.data,
		/** Undefined until known; empty where it cannot be computed, which is often why it is on hold. */
		waiting: waitingNow(),
		isGone: template.isError,
	};
};
