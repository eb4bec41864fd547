/** The latest billing runs across accounts. */
import {$, ask, make, shown} from './page.js';

let shownRuns = '';

/** Asks once for each account, so only when something happened. */
export const readRuns = async () => {
	const {data, complete} = await ask('/api/runs');
	const key = JSON.stringify([data, complete]);
	if (key === shownRuns) return;
	shownRuns = key;
	$('run-rows').replaceChildren(...data.map(runRow));
	$('run-table').hidden = data.length === 0;
	$('runs-empty').hidden = data.length > 0;
	$('runs-partly').hidden = complete;
};

const runRow = (run) =>
	make(
		'tr',
		{},
		make('th', {scope: 'row'}, make('span', {className: 'account'}, run.account.name), ...testMark(run.account)),
		make('td', {className: 'nowrap started'}, make('time', {dateTime: run.startedAt}, shown(run.startedAt))),
		make('td', {className: `state ${run.state}`}, run.state === 'running' ? 'Running' : 'Finished'),
		count('Due', run.due),
		count('Issued', run.issued),
		count('Skipped', run.skipped),
		count('Parked', run.parked, 'held'),
		make('td', {className: 'number amounts'}, ...run.amounts.map((amount) => make('div', {}, money(amount)))),
	);

const testMark = ({mode}) => (mode === 'test' ? [' ', make('span', {className: 'mark'}, 'test')] : []);

/** None is written quietly, so that what there is stands out. */
const count = (label, number, className = '') => {
	const cell = make('td', {className: `number ${number === 0 ? 'none' : className}`}, String(number));
	cell.dataset.label = label;
	return cell;
};

const money = ({major, currency}) => {
	const digits = major.split('.')[1]?.length ?? 0;
	return `${new Intl.NumberFormat(undefined, {minimumFractionDigits: digits}).format(major)} ${currency}`;
};
