import {Button, Group, Loader, Popover, Stack, TextInput} from '@mantine/core';
import {useDisclosure} from '@mantine/hooks';
import {useQuery} from '@tanstack/react-query';
import {useState} from 'react';
import {issuedByLastRun, nextDue} from '../../api/jump-calls.ts';
import {movePlatformClock, readPlatformClock} from '../../api/workbench.ts';
import {useText} from '../../text/text.tsx';
import {ClockIcon} from '../../ui/icons.tsx';
import {useNotices} from '../../ui/notices.tsx';
import {ProblemNote} from '../../ui/problem-note.tsx';
import {useAction} from '../../ui/use-action.ts';
import {useAccount} from '../account.tsx';
import classes from './jump.module.css';

type Move = {readonly to: string} | {readonly advance: string};

/** Moves the local platform's clock; everything that falls due on the way happens, in order. Absent in a deployment. */
export const Jump = ({workbenchUrl}: {workbenchUrl: string}) => {
	const {t, format} = useText();
	const {id: account, timeZone} = useAccount();
	const notices = useNotices();
	const [opened, popover] = useDisclosure(false);
	const [day, setDay] = useState('');
	const clock = useQuery({
		queryKey: ['clock'],
		queryFn: () => readPlatformClock(workbenchUrl),
		refetchInterval: 60_000,
	});
	const due = useQuery({queryKey: [account, 'nextDue'], queryFn: () => nextDue(account), enabled: opened});
	const move = useAction<Move, {now: string}>(
		(to) => movePlatformClock(workbenchUrl, to),
		async ({now}) => {
			popover.close();
			const newest = await issuedByLastRun(account);
			notices.done(t('jump.done', {when: format.instant(now, timeZone), issued: newest}));
		},
	);
	const now = clock.data?.now;
	const next = due.data;
	return (
		<Popover
			opened={opened}
			onChange={(open) => (open ? popover.open() : popover.close())}
			position="bottom-end"
			width={290}
			trapFocus
			withRoles
		>
			<Popover.Target>
				<button type="button" className={classes.clock} onClick={popover.toggle}>
					{move.isPending ? <Loader size={16} /> : <ClockIcon size={17} />}
					<span className="unseen">{t('jump.title')}</span>
					<span className={`${classes.now} figures`}>{now === undefined ? '…' : format.date(now.slice(0, 10))}</span>
				</button>
			</Popover.Target>
			<Popover.Dropdown aria-label={t('jump.title')}>
				<Stack gap="sm">
					<div>
						<h2>{t('jump.title')}</h2>
						<p className="quiet">{now === undefined ? '' : t('jump.now', {when: format.instant(now, timeZone)})}</p>
					</div>
					<Group gap="xs" grow>
						<Button
							variant="default"
							loading={isMove(move, 'P1D')}
							disabled={move.isPending}
							onClick={() => move.mutate({advance: 'P1D'})}
						>
							{t('jump.day')}
						</Button>
						<Button
							variant="default"
							loading={isMove(move, 'P1M')}
							disabled={move.isPending}
							onClick={() => move.mutate({advance: 'P1M'})}
						>
							{t('jump.month')}
						</Button>
					</Group>
					<Button variant="default" disabled={!next || move.isPending} onClick={() => next && move.mutate({to: next})}>
						{next ? t('jump.next', {when: format.instant(next, timeZone)}) : t('jump.nothingDue')}
					</Button>
					<form
						onSubmit={(event) => {
							event.preventDefault();
							if (day !== '') move.mutate({to: `${day}T12:00:00.000Z`});
						}}
					>
						<Group gap="xs" align="end" wrap="nowrap">
							<TextInput
								type="date"
								label={t('jump.to')}
								value={day}
								min={now?.slice(0, 10)}
								onChange={(event) => setDay(event.currentTarget.value)}
								flex={1}
							/>
							<Button type="submit" disabled={day === '' || move.isPending}>
								{t('jump.go')}
							</Button>
						</Group>
					</form>
					{move.isPending ? <p className="quiet">{t('jump.running')}</p> : null}
					<ProblemNote error={move.error} notDone={t('jump.failed')} />
				</Stack>
			</Popover.Dropdown>
		</Popover>
	);
};

const isMove = (move: {isPending: boolean; variables: Move | undefined}, duration: string): boolean =>
	move.isPending && move.variables !== undefined && 'advance' in move.variables && move.variables.advance === duration;
