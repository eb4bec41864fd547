import {Button} from '@mantine/core';
import {createContext, type ReactNode, useContext, useId} from 'react';
import {Slots} from '../../text/slots.tsx';
import {PlusIcon} from '../../ui/icons.tsx';
import {lines} from '../../ui/remove-line.tsx';
import classes from './sentence.module.css';

type SentenceProps = {
	readonly text: string;
	/** The fields that stand in it. */
	readonly of: {readonly [name: string]: ReactNode};
	/** What is wrong with what was typed. */
	readonly fault?: string | undefined;
	/** Nothing was typed yet: the fault is a hint. */
	readonly unfinished?: boolean;
	/** Behind its last word. */
	readonly end?: ReactNode;
};

/** A sentence one edits: fields stand in it like words. What does not fit is said below it. */
export const Sentence = ({text, of, fault, unfinished = false, end}: SentenceProps) => {
	const id = useId();
	return (
		<FaultId value={fault === undefined ? undefined : id}>
			<div className={classes.sentence}>
				<Slots text={text} of={of} />
				{end}
			</div>
			{fault === undefined ? null : (
				<p id={id} className={unfinished ? classes.hint : classes.fault} role="alert">
					{fault}
				</p>
			)}
		</FaultId>
	);
};

type ListProps<Line> = {
	readonly each: readonly Line[];
	/** Said where there is none. */
	readonly none: string;
	readonly add: string;
	/** Null where there may be no more. */
	readonly onAdd: (() => void) | null;
	/** The sentence of one line. */
	readonly children: (line: Line, index: number) => ReactNode;
};

/** Sentences of which there may be several. */
export const SentenceList = <Line extends {readonly key: number}>({
	each,
	none,
	add,
	onAdd,
	children,
}: ListProps<Line>) => (
	<div {...lines}>
		{each.length === 0 ? <p className={classes.sentence}>{none}</p> : null}
		<ul className={classes.list}>
			{each.map((line, index) => (
				<li key={line.key}>{children(line, index)}</li>
			))}
		</ul>
		{onAdd === null ? null : (
			<Button
				className={classes.add}
				variant="subtle"
				size="compact-sm"
				leftSection={<PlusIcon size={14} />}
				mt={4}
				ml={-8}
				onClick={onAdd}
			>
				{add}
			</Button>
		)}
	</div>
);

/** A key that no other line has. */
export const nextLineKey = (each: readonly {readonly key: number}[]): number =>
	Math.max(-1, ...each.map(({key}) => key)) + 1;

const FaultId = createContext<string | undefined>(undefined);
/** What a field of a sentence is described by while something in it does not fit. */
export const useFaultId = (): string | undefined => useContext(FaultId);
