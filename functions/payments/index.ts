/** The front door of the payments domain. */
export {chargeDue} from './charge-invoice.ts';
export {presentPayment} from './core/present.ts';
export {releaseCheckout} from './release-checkout.ts';
export {routes} from './routes.ts';
export {asPayment, paymentPath, paymentsOf, readPayment} from './store.ts';
