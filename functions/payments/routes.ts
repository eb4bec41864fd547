import type {Route} from '../route.ts';
import {checkoutRoutes} from './checkout-routes.ts';
import {invoiceRoutes} from './invoice-routes.ts';
import {paymentRoutes} from './payment-routes.ts';

export const routes: readonly Route[] = [...invoiceRoutes, ...paymentRoutes, ...checkoutRoutes];
