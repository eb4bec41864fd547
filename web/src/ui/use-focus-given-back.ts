import {useEffect, useState} from 'react';

/**
 * Gives the focus back to where it was when a dialog goes together with what showed it; Mantine's does so only when it
 * closes in place. Where that place is gone too, to the newest screen or sheet.
 */
export const useFocusGivenBack = (): void => {
	const [before] = useState(() => document.activeElement);
	useEffect(
		() => () => {
			if (document.activeElement !== null && document.activeElement !== document.body) return;
			const places = document.querySelectorAll<HTMLElement>('[data-arrives]');
			const place = before instanceof HTMLElement && before !== document.body && before.isConnected ? before : null;
			(place ?? places[places.length - 1])?.focus({preventScroll: true});
		},
		[before],
	);
};
