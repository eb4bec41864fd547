import {Checkbox} from '@mantine/core';
import {type CSSProperties, type KeyboardEvent, type MouseEvent, memo, type ReactNode} from 'react';
import {useText} from '../text/text.tsx';
import classes from './data-table.module.css';
import {LoadMore} from './load-more.tsx';
import {SkeletonRows} from './skeleton-rows.tsx';

/** Where a column goes on a phone, where a row is two lines: first line, second line, or nowhere. */
type PhonePlace = 'lead' | 'trail' | 'sub' | 'subtrail' | 'none';
export type Column<Row> = {
	readonly key: string;
	readonly head: string;
	/** Grid track: `minmax(160px, 2fr)`, `120px`. */
	readonly width: string;
	readonly figures?: boolean;
	readonly phone: PhonePlace;
	/** Dropped first when the table is narrow. */
	readonly spare?: boolean;
	cell(row: Row): ReactNode;
};
export type Selection = {
	readonly ids: ReadonlySet<string>;
	readonly toggle: (id: string) => void;
	readonly toggleAll: (ids: readonly string[]) => void;
};

export type TableProps<Row> = {
	readonly label: string;
	readonly columns: readonly Column<Row>[];
	readonly rows: readonly Row[] | undefined;
	/** What a row is called when it is selected. */
	nameOf(row: Row): string;
	/** The row's link around its first cell; it must carry `rowLink`. Keep the same function while it leads the same way. */
	link(row: Row, content: ReactNode): ReactNode;
	readonly current?: string | undefined;
	readonly selection?: Selection | undefined;
	readonly more?: {readonly has: boolean; readonly loading: boolean; readonly load: () => void};
};

/** For what a cell says only where rows are two lines, or only where they are one. */
export const {narrowOnly, wideOnly} = classes;
/** Two things in a cell, of which the first gives way where there is little room. */
export const {beside} = classes;

/** Marks the link of a row, so that arrow keys walk from one to the next. */
export const rowLink = {'data-row-link': 'true', className: classes.link} as const;

/**
 * A list with a sticky head and aligned figures, loaded as one scrolls. The browser skips groups of
 * rows that are off screen (`content-visibility`), so that thousands stay smooth.
 */
export const DataTable = <Row extends {readonly id: string}>({
	label,
	columns,
	rows,
	nameOf,
	link,
	current,
	selection,
	more,
}: TableProps<Row>) => {
	const ids = rows?.map(({id}) => id) ?? [];
	return (
		<div className={classes.frame}>
			<table
				aria-label={label}
				aria-busy={rows === undefined}
				className={classes.table}
				style={tracks(columns, selection !== undefined)}
				onKeyDown={walk}
			>
				<thead className={classes.head}>
					<tr className={classes.row}>
						{selection ? (
							<th className={classes.check}>
								<SelectAll ids={ids} selection={selection} />
							</th>
						) : null}
						{columns.map(({key, head, figures, spare}) => (
							<th key={key} scope="col" className={classes.cell} data-figures={figures} data-spare={spare}>
								{head}
							</th>
						))}
					</tr>
				</thead>
				{rows === undefined ? (
					<tbody>
						<SkeletonRows columns={columns} checks={selection !== undefined} />
					</tbody>
				) : (
					inGroups(rows).map((group, index) => (
						// biome-ignore lint/suspicious/noArrayIndexKey: groups are places in the list
						<tbody key={index} className={classes.group}>
							{group.map((row) => {
								const {id} = row;
								return (
									<KeptRow
										key={id}
										id={id}
										row={row}
										columns={columns}
										nameOf={nameOf}
										link={link}
										isCurrent={id === current}
										isChosen={selection?.ids.has(id)}
										toggle={selection?.toggle}
									/>
								);
							})}
						</tbody>
					))
				)}
			</table>
			{more ? <LoadMore {...more} /> : null}
		</div>
	);
};

type RowProps<Row> = Pick<TableProps<Row>, 'columns' | 'nameOf' | 'link'> & {
	readonly id: string;
	readonly row: Row;
	readonly isCurrent: boolean;
	/** Undefined where rows cannot be selected. */
	readonly isChosen: boolean | undefined;
	readonly toggle: Selection['toggle'] | undefined;
};

const BodyRow = <Row,>({id, row, columns, nameOf, link, isCurrent, isChosen, toggle}: RowProps<Row>) => {
	const {t} = useText();
	return (
		<tr className={classes.row} data-current={isCurrent} data-chosen={isChosen} onClick={followLink}>
			{isChosen === undefined ? null : (
				<td className={classes.check}>
					<Checkbox
						size="xs"
						aria-label={t('table.select', {name: nameOf(row)})}
						checked={isChosen}
						onChange={() => toggle?.(id)}
					/>
				</td>
			)}
			{columns.map(({key, figures, phone, spare, cell}, index) => (
				<td key={key} className={classes.cell} data-figures={figures} data-phone={phone} data-spare={spare}>
					{index === 0 ? link(row, cell(row)) : cell(row)}
				</td>
			))}
		</tr>
	);
};
/** Thousands of rows are not drawn again because fifty more came. */
const KeptRow = memo(BodyRow);

const groupLength = 25;

const inGroups = <Row,>(rows: readonly Row[]): readonly (readonly Row[])[] =>
	Array.from({length: Math.ceil(rows.length / groupLength)}, (_, index) =>
		rows.slice(index * groupLength, (index + 1) * groupLength),
	);

const SelectAll = ({ids, selection}: {ids: readonly string[]; selection: Selection}) => {
	const {t} = useText();
	const chosen = ids.filter((id) => selection.ids.has(id)).length;
	return (
		<Checkbox
			size="xs"
			aria-label={t('table.selectAll')}
			checked={chosen > 0 && chosen === ids.length}
			indeterminate={chosen > 0 && chosen < ids.length}
			onChange={() => selection.toggleAll(ids)}
		/>
	);
};

const tracks = <Row,>(
	columns: readonly Column<Row>[],
	checks: boolean,
): CSSProperties & Record<`--${string}`, string> => {
	const of = (shown: readonly Column<Row>[]): string =>
		[...(checks ? ['28px'] : []), ...shown.map(({width}) => width)].join(' ');
	return {'--all': of(columns), '--few': of(columns.filter(({spare}) => !spare))};
};

/** A click anywhere on a row follows its link; clicks on controls inside keep their own meaning. */
const followLink = (event: MouseEvent<HTMLElement>): void => {
	if (!(event.target instanceof Element) || event.target.closest('a, button, input, label')) return;
	if (getSelection()?.toString()) return;
	event.currentTarget.querySelector<HTMLAnchorElement>('[data-row-link]')?.click();
};

/** Arrow keys move from row to row, Home and End to the ends. */
const walk = (event: KeyboardEvent<HTMLElement>): void => {
	if (!(event.target instanceof Element) || event.altKey || event.ctrlKey || event.metaKey) return;
	const links = [...event.currentTarget.querySelectorAll<HTMLAnchorElement>('[data-row-link]')];
	const row = event.target.closest('tr');
	const here = links.findIndex((anchor) => row?.contains(anchor));
	const next = {ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: links.length - 1}[event.key];
	if (next === undefined) return;
	event.preventDefault();
	const anchor = links[Math.max(0, Math.min(links.length - 1, next))];
	anchor?.focus();
	anchor?.closest('tr')?.scrollIntoView({block: 'nearest'});
};
