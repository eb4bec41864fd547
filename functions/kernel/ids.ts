/** Ids that name the work: the same parts always give the same id, so that doing it twice finds it done. */
import type {IdPrefix} from '../../schemas/basics.ts';
import {sha256} from './sha256.ts';

/** An id that follows from `parts` alone: 128 bits of their SHA-256. The parts are told apart: ("a", "bc") is not ("ab", "c"). */
export const derivedId = (prefix: IdPrefix, ...parts: readonly (string | number)[]): string =>
	`${prefix}_${sha256(JSON.stringify([prefix, ...parts])).slice(0, 32)}`;

/** The one possible id of the invoice of a template's period. */
export const periodInvoiceId = (templateId: string, epoch: number, k: number): string =>
	derivedId('inv', templateId, epoch, k);
