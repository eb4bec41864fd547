/**
 * Something outside did not answer, or too many were faster. Nobody's mistake: the work is tried again later.
 * `options.cause` keeps what the vendor said.
 */
export class Outage extends Error {
	override readonly name = 'Outage';
}
