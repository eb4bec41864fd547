/** The front door of items and tax rates. */
export {routes} from './routes.ts';
export {createTaxRateWrite, findTaxRates, rateUseWrites, readTaxRates} from './store.ts';
