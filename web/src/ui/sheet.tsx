import {ActionIcon} from '@mantine/core';
import {useFocusTrap, useMediaQuery} from '@mantine/hooks';
import {type KeyboardEvent, type ReactNode, useEffect, useId, useLayoutEffect, useRef} from 'react';
import {useText} from '../text/text.tsx';
import {CloseIcon} from './icons.tsx';
import classes from './sheet.module.css';

type Props = {
	readonly title: string;
	/** Shown beside the name: a status, a total. */
	readonly beside?: ReactNode;
	readonly tools?: ReactNode;
	readonly footer?: ReactNode;
	/** `detail` stands beside the list where there is room; `wide` and `form` cover it. */
	readonly size: 'detail' | 'form' | 'wide';
	/** Where the focus goes at first: to its name, or to the field marked `data-autofocus`. */
	readonly begin?: 'title' | 'field';
	readonly onClose: () => void;
	/** Arrow keys outside fields: the row above or below of the list behind. */
	readonly onWalk?: (step: -1 | 1) => void;
	readonly children: ReactNode;
};

/** A page over the page: has its own address, closes with Escape or Back, gives the focus back. */
export const Sheet = ({title, beside, tools, footer, size, begin = 'title', onClose, onWalk, children}: Props) => {
	const {t} = useText();
	const heading = useId();
	const roomy = useMediaQuery('(min-width: 80em)', false, {getInitialValueInEffect: false});
	const modal = size !== 'detail' || !roomy;
	const trap = useFocusTrap(modal);
	const name = useReturnedFocus();
	useRoomBeside(!modal);
	const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
		if (event.defaultPrevented || somethingIsOpenAbove()) return;
		if (event.key === 'Escape') {
			event.stopPropagation();
			onClose();
		}
		const step = {ArrowUp: -1, ArrowDown: 1}[event.key];
		if (onWalk && (step === -1 || step === 1) && !isEditing(event.target) && !event.altKey) {
			event.preventDefault();
			onWalk(step);
		}
	};
	return (
		<>
			{modal ? <div className={classes.backdrop} data-modal="true" onClick={onClose} aria-hidden="true" /> : null}
			<div
				ref={trap}
				role="dialog"
				aria-modal={modal}
				aria-labelledby={heading}
				className={classes.sheet}
				data-size={size}
				data-beside={!modal}
				onKeyDown={onKeyDown}
			>
				<header className={classes.head}>
					<div className={classes.name}>
						<h2
							id={heading}
							ref={name}
							tabIndex={-1}
							data-arrives="true"
							data-autofocus={begin === 'title' ? true : undefined}
						>
							{title}
						</h2>
						{beside}
					</div>
					<div className={classes.tools}>
						{tools}
						<ActionIcon variant="subtle" color="gray" size="lg" onClick={onClose} aria-label={t('act.close')}>
							<CloseIcon />
						</ActionIcon>
					</div>
				</header>
				<div className={classes.body}>{children}</div>
				{footer === undefined ? null : <footer className={classes.foot}>{footer}</footer>}
			</div>
		</>
	);
};

/** Menus, pickers and dialogs stand in portals of their own: Escape closes them first, and arrows are theirs. */
const somethingIsOpenAbove = (): boolean =>
	document.activeElement?.getAttribute('aria-expanded') === 'true' ||
	[...document.querySelectorAll('[data-portal="true"] > *')].some((element) => element.checkVisibility());

const isEditing = (target: EventTarget): boolean =>
	target instanceof HTMLElement &&
	target.closest('input, textarea, select, [role="menu"], [role="listbox"], [contenteditable]') !== null;

/** Asks the frame to make room. On the root element rather than by `:has()`, which would be asked again at every change of a long list. */
const useRoomBeside = (wanted: boolean): void => {
	useLayoutEffect(() => {
		if (!wanted) return;
		document.documentElement.dataset.beside = 'true';
		return () => {
			delete document.documentElement.dataset.beside;
		};
	}, [wanted]);
};

/** Takes the focus on arrival and gives it back to where it was when the sheet goes. */
const useReturnedFocus = () => {
	const name = useRef<HTMLHeadingElement>(null);
	useEffect(() => {
		const before = document.activeElement;
		const sheet = name.current?.closest('[role="dialog"]');
		if (!sheet?.contains(before)) name.current?.focus({preventScroll: true});
		return () => {
			if (before instanceof HTMLElement && before.isConnected) before.focus({preventScroll: true});
		};
	}, []);
	return name;
};
