import test from 'ava';
import {pauseForDebt} from '../../../functions/recurring/pause-for-debt.ts';
import {openTemplates, type Templates} from './template-api.ts';

let c: Templates;
test.before(async () => {
	c = await openTemplates('2026-02-10T09:00:00.000Z');
});
test.after.always(() => c.close());

const pause = async (templateId: string) => {
	const now = await c.world.clock.now();
	const debt = {accountId: c.accountId, templateId, invoiceId: `inv_${templateId.slice(4)}`, now};
	const {writes, acting} = await pauseForDebt(c.world.db, debt);
	if (writes.length > 0) t0(await c.world.db.commit(writes));
	return {writes, acting};
};
const t0 = ({outcome}: {readonly outcome: string}) => {
	if (outcome !== 'committed') throw new Error(outcome);
};

test('an active template is paused as if a person did it: nothing due is lost, and it can be resumed', async (t) => {
	const {id} = await c.template();
	await c.post(`/templates/${id}/activate`);
	const {writes, acting} = await pause(id);
	t.deepEqual(
		writes.map(({op, path}) => [op, path.split('/').at(-2)]),
		[
			['update', 'templates'],
			['create', 'activity'],
		],
	);
	t.deepEqual(
		acting.map(({path}) => path.endsWith(id)),
		[true],
	);
	t.like((await c.get(`/templates/${id}`)).body, {status: 'paused', nextAt: null});
	t.is((await c.post(`/templates/${id}/resume`)).body.status, 'active');
});

test('what is not active is left alone', async (t) => {
	const draft = await c.template();
	t.deepEqual(await pause(draft.id), {writes: [], acting: []});
	t.deepEqual(await pause('tpl_nowhere1'), {writes: [], acting: []});
	const ended = await c.template();
	await c.post(`/templates/${ended.id}/activate`);
	await c.post(`/templates/${ended.id}/end`);
	t.deepEqual(await pause(ended.id), {writes: [], acting: []});
});
