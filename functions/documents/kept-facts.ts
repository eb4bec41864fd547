/** Seller snapshots and logos never change once written: read once, then remembered by this process. */
import type {Seller} from '../../schemas/parties.ts';
import {readSeller} from '../accounts/index.ts';
import type {Db, Files} from '../world.ts';
import type {Printable} from './core/printable.ts';
import type {Logo} from './layout/head.ts';

const mostSellers = 500;
const mostLogos = 20;

const sellers = new WeakMap<Db, Map<string, Promise<Seller>>>();
const logos = new WeakMap<Files, Map<string, Promise<Logo | null>>>();

/** Who sells, as the documents of this version print it. */
export const sellerOf = (
	db: Db,
	{accountId, sellerVersion}: {readonly accountId: string; readonly sellerVersion: number},
): Promise<Seller> =>
	remembered(sellers, db, mostSellers, `${accountId}/${sellerVersion}`, () => readSeller(db, accountId, sellerVersion));

/** The picture of a printable document; null where it has none, or it is gone. */
export const logoOf = async (files: Files, {logo}: Pick<Printable, 'logo'>): Promise<Logo | null> => {
	if (logo === null) return null;
	const {file, width, height} = logo;
	return remembered(logos, files, mostLogos, file, async () => {
		const kept = await files.get(file);
		return kept === undefined ? null : {bytes: kept.bytes, width, height};
	});
};

/** A failure is not remembered: the next one who asks tries again. */
const remembered = <Port extends object, Fact>(
	all: WeakMap<Port, Map<string, Promise<Fact>>>,
	port: Port,
	most: number,
	key: string,
	read: () => Promise<Fact>,
): Promise<Fact> => {
	const facts = all.get(port) ?? new Map<string, Promise<Fact>>();
	all.set(port, facts);
	const known = facts.get(key);
	if (known) return known;
	if (facts.size >= most) facts.clear();
	const asked = read();
	facts.set(key, asked);
	asked.catch(() => facts.delete(key));
	return asked;
};
