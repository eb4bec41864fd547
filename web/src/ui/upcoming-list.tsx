import {dayIn} from '../api/clock.ts';
import type {Upcoming} from '../api/invoice-shapes.ts';
import {useAccount} from '../app/account.tsx';
import {useText} from '../text/text.tsx';
import {Timeline} from './timeline.tsx';

/** Steps to come, in the order of time: the day in the account's zone, and the reason. */
export const UpcomingList = ({upcoming}: {upcoming: readonly Upcoming[]}) => {
	const {t, code, format} = useText();
	const {timeZone} = useAccount();
	return (
		<Timeline
			label={t('invoice.next')}
			moments={upcoming.map(({what, at, why}) => ({
				key: `${what} ${at}`,
				title: code('upcoming', what === 'final_action' ? why : what),
				when: (
					<time dateTime={at} title={format.instant(at, timeZone)}>
						{format.longDate(dayIn(at, timeZone))}
					</time>
				),
				detail: code('why', why),
				tone: 'ahead' as const,
			}))}
		/>
	);
};
