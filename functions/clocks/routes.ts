import {ClockAdvance, ClockAnswer} from '../../schemas/clock.ts';
import {ok} from '../kernel/result.ts';
import {type Route, route} from '../route.ts';
import {advanceClock, getClock, live} from './advance-clock.ts';

const example = {now: '2027-01-31T05:00:00.000Z', until: null};

export const routes: readonly Route[] = [
	route({
		method: 'GET',
		path: '/accounts/{account}/clock',
		name: 'getClock',
		summary: 'See where the clock of a test account stands',
		access: {kind: 'member', role: 'viewer', scope: 'settings:read'},
		answer: {status: 200, schema: ClockAnswer},
		refusals: ['not_a_test_account'],
		example: {answer: example},
		run: async (command) => {
			const clock = await getClock(command);
			return clock.ok ? ok({body: clock.value}) : clock;
		},
	}),
	route({
		method: 'POST',
		path: '/accounts/{account}/clock/advance',
		name: 'advanceClock',
		summary: 'Move the clock of a test account forward; what falls due on the way happens at its own instant',
		// Whoever may bill may let time pass.
		access: {kind: 'member', role: 'bookkeeper', scope: 'settings:write'},
		body: ClockAdvance,
		answer: {status: 200, schema: ClockAnswer, goesOn: true},
		refusals: ['not_a_test_account'],
		example: {body: {to: '2027-01-31T05:00:00.000Z'}, answer: example},
		stateRefusal: async ({account: {account}}) => (account.mode === 'test' ? null : live.refusal),
		run: async (command) => {
			const moved = await advanceClock(command, command.body.to);
			if (!moved.ok) return moved;
			const {isThere, ...body} = moved.value;
			return ok({status: isThere ? 200 : 202, body});
		},
	}),
];
