import type {AppliedTaxRate, ChargeOutcome, Credit, LineOutcome, TaxOutcome} from '../../../schemas/lines.ts';
import {toMillionths} from '../../kernel/rational.ts';
import {sum} from './entries.ts';
import {taxGroupKey} from './rate-sets.ts';

/** The part of an issued invoice that crediting needs. */
export type Creditable = {
	readonly lines: readonly (LineOutcome & {readonly quantity: string; readonly taxRates: readonly AppliedTaxRate[]})[];
	readonly charges: readonly (ChargeOutcome & {readonly taxRates: readonly AppliedTaxRate[]})[];
	readonly taxes: readonly TaxOutcome[];
	readonly rounding: number;
	readonly total: number;
};

/** A line or charge and what earlier credit notes left of it. `net` is after its discount share; quantities in millionths, without sign. */
export type Remainder = {
	readonly id: string;
	readonly isCharge: boolean;
	readonly taxRates: readonly AppliedTaxRate[];
	readonly net: number;
	readonly gross: number;
	readonly quantity: bigint;
	readonly netLeft: number;
	readonly grossLeft: number;
	readonly quantityLeft: bigint;
};

/** A tax group and what earlier credit notes took of it. */
export type GroupRemainder = {
	readonly group: TaxOutcome;
	readonly key: string;
	readonly taxableCredited: number;
	readonly taxCredited: number;
};

export type Remainders = {
	readonly parts: readonly Remainder[];
	readonly groups: readonly GroupRemainder[];
	readonly roundingLeft: number;
	readonly totalLeft: number;
};

/** What earlier credit notes left of an invoice. */
export const remainders = (invoice: Creditable, earlier: readonly Credit[]): Remainders => ({
	parts: partsOf(invoice).map((part) => remainder(part, earlier)),
	groups: invoice.taxes.map((group) => groupRemainder(group, earlier)),
	roundingLeft: invoice.rounding - sum(earlier.map(({rounding}) => rounding)),
	totalLeft: invoice.total - sum(earlier.map(({total}) => total)),
});

/** Nothing of it can be credited any more. */
export const isClosed = ({quantityLeft, netLeft}: Pick<Remainder, 'quantityLeft' | 'netLeft'>): boolean =>
	quantityLeft === 0n && netLeft === 0;

type Part = Pick<Remainder, 'id' | 'isCharge' | 'taxRates' | 'net' | 'gross' | 'quantity'>;

/** A charge counts as one unit. What is taxed of a line or charge is its gross without its tax. */
const partsOf = ({lines, charges}: Creditable): readonly Part[] => [
	...lines.map((line) => ({...part(line), isCharge: false, quantity: magnitude(toMillionths(line.quantity))})),
	...charges.map((charge) => ({...part(charge), isCharge: true, quantity: oneUnit})),
];

const oneUnit = 1_000_000n;

const part = ({id, taxRates, gross, tax}: Creditable['charges'][number]) => ({id, taxRates, net: gross - tax, gross});

const magnitude = (quantity: bigint): bigint => (quantity < 0n ? -quantity : quantity);

const remainder = (part: Part, earlier: readonly Credit[]): Remainder => {
	const credited = earlier.flatMap(({lines}) => lines.filter(({lineId, chargeId}) => (chargeId ?? lineId) === part.id));
	const netLeft = part.net - sum(credited.map(({net}) => net));
	const grossLeft = part.gross - sum(credited.map(({gross}) => gross));
	const counted = credited.reduce((total, {quantity}) => total + magnitude(toMillionths(quantity ?? '0')), 0n);
	// a line whose whole net was credited by amount has no units left to credit
	const quantityLeft = part.net !== 0 && netLeft === 0 ? 0n : part.quantity - counted;
	return {...part, netLeft, grossLeft, quantityLeft};
};

const groupRemainder = (group: TaxOutcome, earlier: readonly Credit[]): GroupRemainder => {
	const key = taxGroupKey(group);
	const credited = earlier.flatMap(({taxes}) => taxes.filter((tax) => taxGroupKey(tax) === key));
	return {
		group,
		key,
		taxableCredited: sum(credited.map(({taxable}) => taxable)),
		taxCredited: sum(credited.map(({tax}) => tax)),
	};
};
