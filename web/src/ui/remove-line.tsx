import {ActionIcon} from '@mantine/core';
import type {MouseEvent} from 'react';
import {CloseIcon} from './icons.tsx';

type Props = {readonly label: string; readonly size?: number; readonly onRemove: () => void};

/** Takes one of several lines away. The focus goes to its neighbour, or to the button that adds one: see `lines`. */
export const RemoveLine = ({label, size = 26, onRemove}: Props) => (
	<ActionIcon
		variant="subtle"
		color="gray"
		size={size}
		data-remove-line="true"
		aria-label={label}
		onClick={(event) => {
			giveFocusOn(event);
			onRemove();
		}}
	>
		<CloseIcon size={15} />
	</ActionIcon>
);

/** Marks what holds the lines and, after them, the button that adds one. */
export const lines = {'data-lines': 'true'} as const;

const giveFocusOn = ({currentTarget}: MouseEvent<HTMLElement>): void => {
	const around = currentTarget.closest('[data-lines]');
	const removers = [...(around?.querySelectorAll<HTMLElement>('[data-remove-line]') ?? [])];
	const at = removers.indexOf(currentTarget);
	const buttons = around?.querySelectorAll<HTMLElement>('button:not([data-remove-line])');
	(removers[at + 1] ?? removers[at - 1] ?? buttons?.[buttons.length - 1])?.focus();
};
