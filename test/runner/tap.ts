/** Reads what AVA tells (TAP, https://testanything.org) line by line: counts, and the lines that a person wants to see. */
export type Counts = {readonly passed: number; readonly failed: number; readonly skipped: number};
export const none: Counts = {passed: 0, failed: 0, skipped: 0};

export const plus = (left: Counts, right: Counts): Counts => ({
	passed: left.passed + right.passed,
	failed: left.failed + right.failed,
	skipped: left.skipped + right.skipped,
});

export type Tap = {
	/** Answers the lines to show: failures with what belongs to them, and whatever is no TAP. */
	read(line: string): readonly string[];
	counts(): Counts;
};

export const readTap = (): Tap => {
	let counts = none;
	let showing = false;
	return {
		counts: () => counts,
		read: (line) => {
			const verdict = verdictOf(line);
			if (verdict === undefined) {
				const part = /^( {2}|#)/.test(line);
				if (part || line === '') return showing && part ? [line] : [];
				return /^(TAP version|\d+\.\.\d+)/.test(line) ? [] : [line];
			}
			counts = plus(counts, {...none, [verdict]: 1});
			showing = verdict === 'failed';
			return showing ? [line] : [];
		},
	};
};

const verdictOf = (line: string): keyof Counts | undefined => {
	const [, not, title = ''] = /^(not )?ok \d+ - (.*)$/.exec(line) ?? [];
	if (title === '' && !/^(not )?ok \d+/.test(line)) return undefined;
	if (/ # (SKIP|TODO)\b/i.test(title)) return 'skipped';
	return not === undefined ? 'passed' : 'failed';
};

/** The one closing line: `12 passed, 0 failed, 1 skipped`. */
export const closingLine = ({passed, failed, skipped}: Counts): string =>
	`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
