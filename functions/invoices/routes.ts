import type {Route} from '../route.ts';
import {creditNoteRoutes} from './credit-note-routes.ts';
import {draftRoutes} from './draft-routes.ts';
import {issueRoutes} from './issue-routes.ts';
import {settleRoutes} from './settle-routes.ts';

export const routes: readonly Route[] = [...draftRoutes, ...issueRoutes, ...settleRoutes, ...creditNoteRoutes];
