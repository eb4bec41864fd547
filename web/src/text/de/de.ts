import type {Catalogue} from '../catalogue.ts';
import {en} from '../en/en.ts';

export const de: Catalogue = {...en};
