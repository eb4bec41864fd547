import type {Route} from '../route.ts';
import {itemRoutes} from './item-routes.ts';
import {taxRateRoutes} from './tax-rate-routes.ts';

export const routes: readonly Route[] = [...itemRoutes, ...taxRateRoutes];
