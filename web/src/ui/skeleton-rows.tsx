import {Skeleton} from '@mantine/core';
import classes from './data-table.module.css';
import type {Column} from './data-table.tsx';

const places = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'] as const;

/** As high as the rows that will come, so that nothing jumps. */
export const SkeletonRows = <Row,>({columns, checks}: {columns: readonly Column<Row>[]; checks: boolean}) =>
	places.map((place) => (
		<tr key={place} className={classes.row}>
			{checks ? <td className={classes.check} /> : null}
			{columns.map(({key, figures, phone, spare}) => (
				<td key={key} className={classes.cell} data-figures={figures} data-phone={phone} data-spare={spare}>
					<Skeleton height={10} width={figures ? 64 : '62%'} my={5} display="inline-block" />
				</td>
			))}
		</tr>
	));
