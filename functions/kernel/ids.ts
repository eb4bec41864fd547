/** Ids that name the work: the same parts always give the same id, so that doing it twice finds it done. */
import type {IdPrefix} from '../../schemas/basics.ts';
import {sha256} from './sha256.ts';

/** An id that follows from `parts` alone: 128 bits of their SHA-256. The parts are told apart: ("a", "bc") is not ("ab", "c"). */
export const derivedId = (prefix: IdPrefix, ...parts: readonly (string | number)[]): string =>
	`${prefix}_${sha256(JSON.stringify([prefix, ...parts])).slice(0, 32)}`;

/**
 * The one possible id of the invoice of a template's period. It begins like the template's: a run goes through templates
 * in their order, so that what it writes lies side by side in every index, however many invoices there are already.
 */
export const periodInvoiceId = (templateId: string, epoch: number, k: number): string => {
	const neighbours = templateId.slice('tpl_'.length).slice(0, 9);
	// 96 bits of the hash: as long as an id made for a request, so that ids of lines, which are made of it, have room.
	return `inv_${neighbours}${derivedId('inv', templateId, epoch, k).slice('inv_'.length).slice(0, 24)}`;
};
