/** The conventions of the API, for the domains that declare routes and for api.ts that serves them. */
export {broken, refused, told, unavailable} from './answers.ts';
export {holdsCardNumber, holdsCardNumberAnywhere} from './core/card-numbers.ts';
export {fieldErrors} from './core/field-errors.ts';
export {mergePatch, patched, patchOf} from './core/merge-patch.ts';
export {canonicalJson, fingerprint} from './fingerprint.ts';
export {type Listing, listPage, type Page} from './paging.ts';
export {type Desk, serveRoute} from './serve-route.ts';
