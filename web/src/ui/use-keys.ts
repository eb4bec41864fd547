import {useEffect, useRef} from 'react';
import {usePreferences} from '../app/preferences.ts';

type Keys = {readonly [key: string]: () => void};
const sequenceMs = 900;

/**
 * Single-key shortcuts (`n`, `?`) and two-key ones (`g i`). They rest while one types, while a dialog is open, and
 * altogether where the person switched them off (WCAG 2.1.4).
 */
export const useKeys = (keys: Keys): void => {
	const {singleKeys} = usePreferences();
	const latest = useRef(keys);
	latest.current = keys;
	useEffect(() => {
		if (!singleKeys) return;
		let first = '';
		let timer: ReturnType<typeof setTimeout> | undefined;
		const onKey = (event: KeyboardEvent): void => {
			// Shift is on the way to `?`, not a key of its own.
			if (event.ctrlKey || event.metaKey || event.altKey || event.key === 'Shift') return;
			if (event.defaultPrevented || rests(event.target)) return;
			const act = latest.current[`${first} ${event.key}`] ?? latest.current[event.key];
			clearTimeout(timer);
			first = act ? '' : event.key;
			timer = setTimeout(() => {
				first = '';
			}, sequenceMs);
			if (!act) return;
			event.preventDefault();
			act();
		};
		addEventListener('keydown', onKey);
		return () => {
			removeEventListener('keydown', onKey);
			clearTimeout(timer);
		};
	}, [singleKeys]);
};

const rests = (target: EventTarget | null): boolean =>
	(target instanceof Element && target.closest('input, textarea, select, [contenteditable], [role="menu"]') !== null) ||
	document.querySelector('[aria-modal="true"]') !== null;
