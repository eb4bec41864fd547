import {type ToOptions, useRouter} from '@tanstack/react-router';
import type {MouseEvent, ReactNode} from 'react';
import {rowLink} from './data-table.tsx';

/**
 * The link of a row: an ordinary anchor, so that opening it in a new tab works. Unlike `Link` it does not watch the
 * address: with thousands of rows, thousands of watchers would be asked at every step.
 */
export const RowLink = ({to, children}: {to: ToOptions; children: ReactNode}) => {
	const router = useRouter();
	const follow = (event: MouseEvent<HTMLAnchorElement>): void => {
		if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button !== 0) return;
		event.preventDefault();
		router.navigate(to);
	};
	return (
		<a
			{...rowLink}
			href={router.buildLocation(to).href}
			onClick={follow}
			onPointerEnter={() => router.preloadRoute(to)}
		>
			{children}
		</a>
	);
};
