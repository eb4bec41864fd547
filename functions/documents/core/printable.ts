/** A document ready to be printed: every text final, every amount written out. What renders it decides only where things stand. */
import type {Instant} from '../../../schemas/basics.ts';

export type Labelled = {readonly label: string; readonly value: string};

export type PrintedLine = {
	readonly description: string;
	/** Period, discounts and surcharges of the line, each in its own row below the description. */
	readonly details: readonly string[];
	readonly quantity: string;
	readonly price: string;
	readonly tax: string;
	readonly amount: string;
};

export type PrintedSum = {readonly label: string; readonly amount: string};

/** `category` and `percent` tell the groups apart; the amounts are those of the stored totals. */
export type PrintedTax = PrintedSum & {readonly taxable: string};

export type PrintedPayment = {
	readonly heading: string;
	readonly text: string;
	readonly rows: readonly Labelled[];
	/** Text of the EPC code and what stands below it. */
	readonly code: {readonly text: string; readonly label: string} | null;
	readonly link: {readonly url: string; readonly label: string} | null;
};

export type PrintedParty = {readonly heading: string; readonly lines: readonly string[]};

export type Printable = {
	readonly language: string;
	readonly paper: 'A4' | 'LETTER';
	/** `Invoice INV-2026-0042`: title of the file. */
	readonly title: string;
	/** `Invoice`. */
	readonly heading: string;
	/** The amount that matters, in one phrase. */
	readonly headline: string;
	readonly sellerName: string;
	readonly seller: PrintedParty;
	readonly logo: {readonly file: string; readonly width: number; readonly height: number} | null;
	readonly buyer: PrintedParty;
	readonly delivery: PrintedParty | null;
	readonly facts: readonly Labelled[];
	readonly columns: {
		readonly description: string;
		readonly quantity: string;
		readonly price: string;
		/** Null where no line carries a tax. */
		readonly tax: string | null;
		readonly amount: string;
	};
	readonly lines: readonly PrintedLine[];
	readonly sums: readonly PrintedSum[];
	readonly taxes: readonly PrintedTax[];
	/** After the taxes: rounding. */
	readonly afterTax: readonly PrintedSum[];
	readonly total: PrintedSum;
	/** The tax in the account's currency, where that is another one. */
	readonly accountTax: Labelled | null;
	readonly statutory: readonly string[];
	readonly payment: PrintedPayment | null;
	readonly texts: readonly {readonly heading: string; readonly text: string}[];
	readonly footer: readonly string[];
	readonly page: (page: number, pages: number) => string;
	/** What the file says of its own age: fixed, so that the same document gives the same bytes. */
	readonly createdAt: Instant;
};
