import type {ReactNode} from 'react';
import {DataTable, type TableProps} from './data-table.tsx';
import {ProblemNote} from './problem-note.tsx';
import type {CursorList} from './use-cursor-list.ts';

type Props<Row> = Omit<TableProps<Row>, 'rows' | 'more'> & {
	readonly list: CursorList<Row>;
	/** Shown where there is no row. */
	readonly empty: ReactNode;
};

/** A list as far as it is known: its rows, that there is none, or why it cannot be shown. */
export const Listing = <Row extends {readonly id: string}>({list, empty, ...table}: Props<Row>) => {
	const {rows, more, read} = list;
	return (
		<>
			<ProblemNote error={read.error} read={read} />
			{rows?.length === 0 ? empty : null}
			{rows?.length === 0 || (rows === undefined && read.error) ? null : (
				<DataTable {...table} rows={rows} more={more} />
			)}
		</>
	);
};
