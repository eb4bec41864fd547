import test from 'ava';
import {latestRuns} from '../../../dev/workbench/runs.ts';
import {openTemplates} from '../../functions/recurring/template-api.ts';

const january = '2026-01-30T09:00:00.000Z';

/** Two accounts: one is billed each month, the other, in yen, only in January. */
const open = async () => {
	const first = await openTemplates(january, {name: 'Sonnenschein'});
	const other = await first.business('other@example.com', {name: 'Mondlicht', timeZone: 'Europe/Berlin'});
	const customer = (await other.call('/customers', {json: {name: 'Bob'}})).body.id;
	const {id} = await first.template();
	await first.post(`/templates/${id}/activate`);
	const input = {
		customerId: customer,
		currency: 'JPY',
		lines: [{description: 'Tea', quantity: '1', unitAmount: 1234}],
		schedule: {frequency: 'month', interval: 1, anchorDate: '2026-01-31'},
		ends: {type: 'after', count: 1},
	};
	const yen = (await other.call('/templates', {json: input})).body;
	await other.call(`/templates/${yen.id}/activate`, {json: {}});
	for (const at of ['2026-01-31', '2026-02-28']) await first.run(`${at}T06:00:00.000Z`);
	return {...first, other};
};

test('the latest runs of all accounts stand together, newest first, as the API of each account answers them', async (t) => {
	const {world, accountId, other, get, close} = await open();
	t.teardown(close);
	const {data, complete} = await latestRuns(world.db);
	t.true(complete);
	// The clock goes on while runs begin: to the minute.
	t.deepEqual(
		data.map(({account, startedAt, due, amounts}) => [account.name, startedAt.slice(0, 16), due, amounts]),
		[
			['Sonnenschein', '2026-02-28T06:00', 1, [{currency: 'EUR', total: 1190, major: '11.90'}]],
			['Mondlicht', '2026-01-31T06:00', 1, [{currency: 'JPY', total: 1234, major: '1234'}]],
			['Sonnenschein', '2026-01-31T06:00', 1, [{currency: 'EUR', total: 1190, major: '11.90'}]],
		],
	);
	t.deepEqual(data[0]?.account, {id: accountId, name: 'Sonnenschein', mode: 'live'});
	t.is(data[1]?.account.id, other.accountId);
	const own = data.filter(({account}) => account.id === accountId);
	t.deepEqual(
		own.map(({account: _, amounts, ...run}) => ({...run, amounts: amounts.map(({major: _, ...one}) => one)})),
		(await get('/runs')).body.data,
	);
});

test('no more runs are shown and no more accounts asked than the limits say, and the answer tells so', async (t) => {
	const {world, close} = await open();
	t.teardown(close);
	const two = await latestRuns(world.db, {accounts: 2, runs: 2});
	t.deepEqual([two.data.map(({account}) => account.name), two.complete], [['Sonnenschein', 'Mondlicht'], true]);
	const one = await latestRuns(world.db, {accounts: 1, runs: 20});
	t.is(new Set(one.data.map(({account}) => account.id)).size, 1);
	t.false(one.complete);
});
