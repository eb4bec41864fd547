import {Button, Group, TextInput} from '@mantine/core';
import {useState} from 'react';
import {addDays, addMonths} from '../../../../functions/kernel/calendar.ts';
import {dayIn} from '../../api/clock.ts';
import type {Instant} from '../../api/shapes.ts';
import {useText} from '../../text/text.tsx';
import {useAccount} from '../account.tsx';

type Props = {
	readonly now: Instant;
	/** Undefined until it is known, null where nothing is to come. */
	readonly next: Instant | null | undefined;
	readonly onMove: (to: Instant) => void;
};

/** The ways forward: a day, a month, to what is due next, to a day. There is no way back. */
export const JumpMoves = ({now, next, onMove}: Props) => {
	const {t, format} = useText();
	const {timeZone} = useAccount();
	const [day, setDay] = useState('');
	const later = (date: string): Instant => `${date}${now.slice(10)}`;
	const today = now.slice(0, 10);
	return (
		<>
			<Group gap="xs" grow>
				<Button variant="default" onClick={() => onMove(later(addDays(today, 1)))}>
					{t('jump.day')}
				</Button>
				<Button variant="default" onClick={() => onMove(later(addMonths(today, 1)))}>
					{t('jump.month')}
				</Button>
			</Group>
			<Button variant="default" disabled={!next} onClick={() => next && onMove(next > now ? next : now)}>
				{next
					? next > now
						? t('jump.next', {when: format.instant(next, timeZone)})
						: t('jump.waiting')
					: t('jump.nothingDue')}
			</Button>
			<form
				onSubmit={(event) => {
					event.preventDefault();
					if (day !== '') onMove(`${day}T12:00:00.000Z`);
				}}
			>
				<Group gap="xs" align="end" wrap="nowrap">
					<TextInput
						type="date"
						label={t('jump.to')}
						value={day}
						min={addDays(dayIn(now, timeZone), 1)}
						onChange={(event) => setDay(event.currentTarget.value)}
						flex={1}
					/>
					<Button type="submit" disabled={day === ''}>
						{t('jump.go')}
					</Button>
				</Group>
			</form>
		</>
	);
};
