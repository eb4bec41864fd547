/** The front door of the catalog domain. */
export {plannedOf, readTaxRates, taxRatePath, taxRatesOf} from './read-tax-rates.ts';
