import {Button, Group, Modal, Stack} from '@mantine/core';
import type {ReactNode} from 'react';
import {useText} from '../text/text.tsx';
import {ProblemNote} from './problem-note.tsx';
import {useFocusGivenBack} from './use-focus-given-back.ts';

type Props = {
	/** A question that names its object: "Void INV-2026-0007?" */
	readonly title: string;
	/** What will be different afterwards, and whether it can be undone. */
	readonly children: ReactNode;
	readonly act: string;
	readonly tone?: 'plain' | 'danger';
	readonly busy: boolean;
	readonly error: unknown;
	readonly notDone: string;
	readonly disabled?: boolean;
	readonly onConfirm: () => void;
	readonly onClose: () => void;
};

/** A dialog for one decision. Keeps what was typed when it fails. */
export const Confirm = ({
	title,
	children,
	act,
	tone = 'plain',
	busy,
	error,
	notDone,
	disabled = false,
	onConfirm,
	onClose,
}: Props) => {
	const {t} = useText();
	useFocusGivenBack();
	return (
		<Modal opened onClose={onClose} title={title} closeButtonProps={{'aria-label': t('act.close')}}>
			<form
				onSubmit={(event) => {
					event.preventDefault();
					onConfirm();
				}}
			>
				<Stack gap="md">
					{children}
					<ProblemNote error={error} notDone={notDone} />
					<Group justify="flex-end" gap="xs">
						<Button variant="default" onClick={onClose}>
							{t('act.cancel')}
						</Button>
						<Button type="submit" loading={busy} disabled={disabled} color={tone === 'danger' ? 'red' : 'petrol'}>
							{act}
						</Button>
					</Group>
				</Stack>
			</form>
		</Modal>
	);
};
