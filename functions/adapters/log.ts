import type {Log} from '../world.ts';

type Line = (line: string) => void;

const toStdout: Line = (line) => {
	process.stdout.write(`${line}\n`);
};

/** One line of JSON a message, as Cloud Logging reads standard output. `name` is the function's. */
export const structuredLog = (name: string, line: Line = toStdout): Log => ({
	write: (severity, message, fields = {}) =>
		line(JSON.stringify({severity: severity.toUpperCase(), message, function: name, fields})),
});

const shownFrom = {debug: 0, info: 1, warning: 2, error: 3} as const;

/** One short line a message for people; what is below `least` is left out. */
export const consoleLog = (least: keyof typeof shownFrom = 'info', line: Line = toStdout): Log => ({
	write: (severity, message, fields = {}) => {
		if (shownFrom[severity] < shownFrom[least]) return;
		const details = Object.entries(fields).map(([name, value]) => ` ${name}=${oneLine(String(value))}`);
		line(`${severity === 'info' ? '' : `${severity}: `}${oneLine(message)}${details.join('')}`);
	},
});

/** Nobody writes a second line into the log. */
const oneLine = (text: string): string => text.replaceAll(/\p{Cc}/gu, ' ');
