import {randomBytes} from 'node:crypto';
import {link, mkdir, open, readFile, rm} from 'node:fs/promises';
import {dirname} from 'node:path';
import {Outage} from '../kernel/outage.ts';

/** The bytes of a file, or undefined when there is none. */
export const readIfThere = async (path: string): Promise<Buffer | undefined> => {
	try {
		return await readFile(path);
	} catch (error) {
		if (hasCode(error, 'ENOENT')) return undefined;
		throw new Outage(`cannot read a file: ${codeOf(error)}`);
	}
};

/**
 * Creates a file (mode 0600) whole or not at all, and never over another: false when there is one already.
 * A link to a finished and flushed temporary file is what makes both true, also after a power cut.
 */
export const createFile = async (path: string, bytes: Uint8Array): Promise<boolean> => {
	await mkdir(dirname(path), {recursive: true, mode: 0o700});
	const draft = `${path}.${randomBytes(9).toString('base64url')}.tmp`;
	try {
		await writeThrough(draft, bytes);
		await link(draft, path);
		return true;
	} catch (error) {
		if (hasCode(error, 'EEXIST')) return false;
		throw new Outage(`cannot write a file: ${codeOf(error)}`);
	} finally {
		await rm(draft, {force: true});
	}
};

/** The file's bytes, made on first use. Of several who make it at once, one wins and all get the winner's bytes. */
export const keepFile = async (path: string, make: () => Uint8Array): Promise<Buffer> => {
	const kept = await readIfThere(path);
	if (kept) return kept;
	await createFile(path, make());
	return (await readIfThere(path)) ?? keepFile(path, make);
};

const writeThrough = async (path: string, bytes: Uint8Array): Promise<void> => {
	const file = await open(path, 'wx', 0o600);
	try {
		await file.writeFile(bytes);
		await file.sync();
	} finally {
		await file.close();
	}
};

const codeOf = (error: unknown): string =>
	error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown';

export const hasCode = (error: unknown, code: string): boolean => codeOf(error) === code;
