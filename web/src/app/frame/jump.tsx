import {Loader, Popover, Stack} from '@mantine/core';
import {useDisclosure} from '@mantine/hooks';
import {useQuery} from '@tanstack/react-query';
import {issuedByLastRun, nextDue} from '../../api/jump-calls.ts';
import {useText} from '../../text/text.tsx';
import {ClockIcon} from '../../ui/icons.tsx';
import {useNotices} from '../../ui/notices.tsx';
import {ProblemNote} from '../../ui/problem-note.tsx';
import {useAccount, useMay} from '../account.tsx';
import classes from './jump.module.css';
import {JumpMoves} from './jump-moves.tsx';
import {JumpProgress} from './jump-progress.tsx';
import {useJump} from './use-jump.ts';

const longAgo = '';

/** What time it is for the account, and the way to another: everything that falls due on the way happens, in order. */
export const Jump = () => {
	const {t, format} = useText();
	const {id: account, timeZone, billing} = useAccount();
	const mayMove = useMay('bookkeeper');
	const notices = useNotices();
	const [opened, popover] = useDisclosure(false);
	const clock = useJump(async (now) => {
		popover.close();
		const issued = await issuedByLastRun(account);
		notices.done(t('jump.done', {when: format.instant(now, timeZone), issued}));
	});
	const {now, isMoving} = clock;
	const due = useQuery({
		queryKey: [account, 'nextDue', now],
		// What waits at the present instant of a clock that stands still is done by a move to where it stands.
		queryFn: () => nextDue(account, clock.isOwn && !billing.paused ? longAgo : (now ?? '')),
		enabled: opened && now !== undefined && !isMoving,
	});
	const shown = now === undefined ? '' : format.instant(now, timeZone);
	return (
		<Popover
			opened={opened}
			onChange={(open) => (open ? popover.open() : popover.close())}
			position="bottom-end"
			width={300}
			trapFocus
			returnFocus
			withRoles
		>
			<Popover.Target>
				<button type="button" className={classes.clock} onClick={popover.toggle} title={shown}>
					{isMoving ? <Loader size={16} /> : <ClockIcon size={17} />}
					<span className="unseen">{t('jump.title')}</span>
					<span className={`${classes.now} figures`}>{now === undefined ? '…' : format.day(now, timeZone)}</span>
				</button>
			</Popover.Target>
			<Popover.Dropdown aria-label={t('jump.title')}>
				<Stack gap="sm">
					<div>
						<h2>{t('jump.title')}</h2>
						<p className="quiet" style={{marginTop: 2}}>
							{now === undefined ? '' : t(sentenceOf(clock), {when: shown})}
						</p>
					</div>
					{isMoving ? <JumpProgress now={now} until={clock.until} begunAt={clock.begunAt} zone={timeZone} /> : null}
					{mayMove && now !== undefined && !isMoving ? <JumpMoves now={now} next={due.data} onMove={clock.to} /> : null}
					<ProblemNote error={clock.error} notDone={t('jump.failed')} />
				</Stack>
			</Popover.Dropdown>
		</Popover>
	);
};

const sentenceOf = ({isOwn, isMoving}: {isOwn: boolean; isMoving: boolean}) => {
	if (!isOwn) return 'jump.now';
	return isMoving ? 'jump.ownMoving' : 'jump.own';
};
