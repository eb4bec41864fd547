import {useText} from '../text/text.tsx';
import classes from './status-badge.module.css';

export const tones = ['calm', 'accent', 'good', 'warn', 'bad'] as const;
export type Tone = (typeof tones)[number];
type Shape = 'dashed' | 'ring' | 'half' | 'disc' | 'triangle' | 'cross' | 'slash' | 'bars';

const looks: Readonly<Record<string, readonly [Tone, Shape]>> = {
	draft: ['calm', 'dashed'],
	open: ['accent', 'ring'],
	partiallyPaid: ['accent', 'half'],
	overdue: ['bad', 'triangle'],
	paid: ['good', 'disc'],
	void: ['calm', 'slash'],
	uncollectible: ['calm', 'cross'],
	active: ['good', 'disc'],
	paused: ['warn', 'bars'],
	parked: ['bad', 'triangle'],
	ended: ['calm', 'slash'],
	running: ['accent', 'half'],
	finished: ['calm', 'disc'],
	succeeded: ['good', 'disc'],
	processing: ['accent', 'half'],
	pending: ['accent', 'half'],
	failed: ['bad', 'triangle'],
	reversed: ['warn', 'slash'],
	disputed: ['bad', 'cross'],
	invited: ['accent', 'dashed'],
};

/** A state as a word and a shape; the colour only repeats them. */
export const StatusBadge = ({status}: {status: string}) => {
	const {code} = useText();
	const [tone, shape] = looks[status] ?? ['calm', 'ring'];
	return (
		<span className={classes.badge} data-tone={tone}>
			<svg width="10" height="10" viewBox="0 0 10 10" aria-hidden="true" focusable="false">
				{shapes[shape]}
			</svg>
			{code('status', status)}
		</span>
	);
};

const shapes: Readonly<Record<Shape, React.ReactElement>> = {
	dashed: <circle cx="5" cy="5" r="4" fill="none" stroke="currentColor" strokeWidth="1.5" strokeDasharray="2 1.6" />,
	ring: <circle cx="5" cy="5" r="4" fill="none" stroke="currentColor" strokeWidth="1.7" />,
	half: (
		<>
			<circle cx="5" cy="5" r="4" fill="none" stroke="currentColor" strokeWidth="1.5" />
			<path d="M5 1a4 4 0 0 1 0 8z" fill="currentColor" />
		</>
	),
	disc: (
		<path
			d="M5 .6a4.4 4.4 0 1 1 0 8.800A4.4 4.4 0 0 1 5 .6ZM3 5.100l1.5 1.500L7.2 3.7"
			fill="none"
			stroke="currentColor"
			strokeWidth="1.3"
		/>
	),
	triangle: <path d="M5 .8 9.6 9.200H.4z" fill="currentColor" />,
	cross: <path d="M1.5 1.500l7 7M8.5 1.500l-7 7" stroke="currentColor" strokeWidth="1.7" strokeLinecap="round" />,
	slash: <path d="M5 1a4 4 0 1 0 .01 0ZM2.2 7.800l5.6-5.6" fill="none" stroke="currentColor" strokeWidth="1.5" />,
	bars: <path d="M3.2 1.500v7M6.8 1.500v7" stroke="currentColor" strokeWidth="1.8" strokeLinecap="round" />,
};
