import test from 'ava';
import {consoleLog, structuredLog} from '../../../functions/adapters/log.ts';

const collected = () => {
	const lines: string[] = [];
	return {lines, line: (line: string) => void lines.push(line)};
};

test('Cloud Logging gets one JSON object a line, with severity, function and fields', (t) => {
	const {lines, line} = collected();
	structuredLog('billPage', line).write('warning', 'a template\nwas parked', {
		templateId: 'tpl_1',
		shard: 3,
		late: true,
		by: null,
	});
	t.is(lines.length, 1);
	t.false(lines[0]?.includes('\n'));
	t.deepEqual(JSON.parse(lines[0] ?? ''), {
		severity: 'WARNING',
		message: 'a template\nwas parked',
		function: 'billPage',
		fields: {templateId: 'tpl_1', shard: 3, late: true, by: null},
	});
});

test('people get one short line, and not what is below the level they asked for', (t) => {
	const {lines, line} = collected();
	const log = consoleLog('info', line);
	log.write('debug', 'hidden');
	log.write('info', 'ready', {port: 5000});
	log.write('error', 'failed', {why: 'two\nlines\u001b[31m'});
	t.deepEqual(lines, ['ready port=5000', 'error: failed why=two lines [31m']);
});
