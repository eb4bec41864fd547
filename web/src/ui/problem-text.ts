import {type Problem, unreachable} from '../api/problem.ts';
import type {Text} from '../text/text-of.ts';

type Told = {readonly happened: string; readonly next: string};

/** It may be gone when one tries again. */
export const isPassing = ({status}: Pick<Problem, 'status'>): boolean =>
	status === unreachable || status === 429 || status >= 500;

/**
 * A problem in plain words: what happened and what to do now. Refusals the catalogue knows get their own words. Of what
 * was only read nobody fears that it is done twice.
 */
export const problemText = (problem: Problem, {t, code}: Text, wasRead = false): Told => {
	if (problem.status === unreachable)
		return {
			happened: t('problem.unreachable'),
			next: t(wasRead ? 'problem.unreachable.read' : 'problem.unreachable.next'),
		};
	if (problem.status >= 500)
		return {happened: t('problem.outage'), next: t(wasRead ? 'problem.outage.read' : 'problem.outage.next')};
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
