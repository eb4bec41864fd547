/** What we print and mail: one catalogue a language, all of the same shape. */
import {english, type Words} from './english.ts';
import {german} from './german.ts';

export type {Words};

/** The texts of a document's language; English where we have none. */
export const wordsOf = (locale: string): Words => (/^de\b/i.test(locale) ? german : english);
