import type {Instant} from '../../api/shapes.ts';
import {useText} from '../../text/text.tsx';

type Props = {
	readonly now: Instant | undefined;
	readonly until: Instant | null;
	readonly begunAt: Instant | undefined;
	readonly zone: string;
};

/** How far the clock has come. It goes on when this page is left. */
export const JumpProgress = ({now, until, begunAt, zone}: Props) => {
	const {t, format} = useText();
	const share = now && until && begunAt ? shareOf(begunAt, now, until) : undefined;
	return (
		<div role="status" tabIndex={-1} data-arrives="true" ref={takeFocusLeft}>
			<progress aria-label={t('jump.title')} value={share} max={1} />
			<p className="quiet">
				{until === null ? t('jump.running') : t('jump.until', {when: format.instant(until, zone)})}
			</p>
		</div>
	);
};

const shareOf = (from: Instant, now: Instant, until: Instant): number => {
	const whole = Date.parse(until) - Date.parse(from);
	return whole <= 0 ? 1 : Math.min(1, Math.max(0.02, (Date.parse(now) - Date.parse(from)) / whole));
};

/** The button that was pressed is gone by now. */
const takeFocusLeft = (element: HTMLElement | null): void => {
	if (document.activeElement === document.body) element?.focus();
};
