import {randomBytes} from 'node:crypto';

const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** A new id with Stripe's prefix and 24 letters or digits, never given twice. */
export const newId = (prefix: string): string => `${prefix}_${letterRun(24)}`;

/** A client secret of the object: its id and a part nobody can guess. */
export const newSecret = (id: string): string => `${id}_secret_${letterRun(25)}`;

let bytes: (length: number) => Uint8Array = randomBytes;

/** For a simulation, which needs the same ids every time. */
export const drawFrom = (source: (length: number) => Uint8Array): void => {
	bytes = source;
};

const letterRun = (length: number): string =>
	Array.from(bytes(length), (byte) => letters[byte % letters.length]).join('');
