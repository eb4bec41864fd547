import {Skeleton} from '@mantine/core';
import {useQuery} from '@tanstack/react-query';
import {readBillingHealth} from '../../../api/calls.ts';
import {useAccount} from '../../../app/account.tsx';
import {useText} from '../../../text/text.tsx';
import {CheckIcon, ClockIcon} from '../../../ui/icons.tsx';
import classes from '../recurring.module.css';

/** Whether anything that is due still waits. Says nothing where it cannot be told, or where billing stands still anyway. */
export const HealthLine = () => {
	const {t, format} = useText();
	const {id: account, timeZone, billing, suspended} = useAccount();
	const isStopped = billing.paused || suspended;
	const {data, isError} = useQuery({
		queryKey: [account, 'billingHealth'],
		queryFn: () => readBillingHealth(account),
		staleTime: 60_000,
		enabled: !isStopped,
	});
	if (isError || isStopped) return null;
	if (data === undefined) return <Skeleton height={21} width={260} mb={12} />;
	const waits = data.oldestDueAt ?? data.oldestPendingAt;
	return (
		<p className={classes.health} data-waits={waits !== null}>
			{waits === null ? <CheckIcon size={16} /> : <ClockIcon size={16} />}
			{waits === null ? t('runs.upToDate') : t('runs.waiting', {when: format.instant(waits, timeZone)})}
		</p>
	);
};
