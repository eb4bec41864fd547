/** The front door of accounts: who may do what, number series, seller snapshots. */
export {type TakeRefusal, take} from './core/series.ts';
export {type OwnerAddress, ownerAddresses} from './owner-addresses.ts';
export {routes} from './routes.ts';
export {
	allSeries,
	findAccount,
	findSeries,
	isListening,
	type ReadSeries,
	readAccount,
	readSeller,
	readSeries,
	seriesPath,
	seriesWrite,
} from './store.ts';
export {suspendAccount} from './suspend-account.ts';
