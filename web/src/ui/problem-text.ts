import {type Problem, unreachable} from '../api/problem.ts';
import type {Text} from '../text/text-of.ts';

/** A problem in plain words: what happened and what to do now. Refusals the catalogue knows get their own words. */
export const problemText = (problem: Problem, {t, code}: Text): {readonly happened: string; readonly next: string} => {
	if (problem.status === unreachable) return {happened: t('problem.unreachable'), next: t('problem.unreachable.next')};
	if (problem.status === 503 || problem.status >= 500)
		return {happened: t('problem.outage'), next: t('problem.outage.next')};
	if (problem.status === 412) return {happened: t('problem.stale'), next: t('problem.stale.next')};
	if (problem.status === 403) return {happened: t('problem.forbidden'), next: t('problem.forbidden.next')};
	if (problem.status === 404) return {happened: t('problem.gone'), next: t('problem.gone.next')};
	if (problem.status === 429) return {happened: t('problem.busy'), next: t('problem.busy.next')};
	if (problem.status === 422)
		return {happened: problem.detail ?? t('problem.invalid'), next: t('problem.invalid.next')};
	if (problem.status === 409)
		return {happened: code('refusal', problem.code), next: problem.detail ?? t('problem.refused.next')};
	return {happened: problem.detail ?? t('problem.bug'), next: t('problem.bug.next')};
};
