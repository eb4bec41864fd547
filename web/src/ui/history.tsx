import {Skeleton} from '@mantine/core';
import {useQuery} from '@tanstack/react-query';
import {activity} from '../api/calls.ts';
import {useAccount} from '../app/account.tsx';
import {useText} from '../text/text.tsx';
import {DateText} from './date-text.tsx';
import {Timeline} from './timeline.tsx';

const good = ['paid', 'succeeded', 'charged', 'recorded'];
const bad = ['failed', 'reversed', 'voided', 'parked', 'disputed'];

/** What happened to one object, newest first: who did what, when. */
export const History = ({object}: {object: string}) => {
	const {t, code} = useText();
	const {id: account, timeZone} = useAccount();
	const {data, isError} = useQuery({
		queryKey: [account, 'activity', object],
		queryFn: () => activity.list(account, {object, limit: 50}),
	});
	if (isError) return <p className="quiet">–</p>;
	if (data === undefined) return <Skeleton height={90} />;
	return (
		<Timeline
			label={t('invoice.history')}
			moments={data.data.map(({id, at, action, actor}) => ({
				key: id,
				title: code('action', action),
				when: <DateText value={at} zone={timeZone} />,
				detail: code('actor', actor.type),
				tone: toneOf(action),
			}))}
		/>
	);
};

const toneOf = (action: string): 'good' | 'bad' | 'plain' => {
	if (good.some((end) => action.endsWith(end))) return 'good';
	return bad.some((end) => action.endsWith(end)) ? 'bad' : 'plain';
};
