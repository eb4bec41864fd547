/**
 * Every mail the local platform sends, kept in one SQLite file, its attachments as files beside it. Mails are full of
 * names and addresses: all of it is sealed, so that nothing personal lies on this disk in the clear.
 */
import {createHash, createHmac, createSecretKey, type KeyObject, randomBytes} from 'node:crypto';
import {existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {DatabaseSync} from 'node:sqlite';
import {z} from 'zod';
import {decrypt, encrypt} from '../../functions/adapters/aes.ts';
import type {Instant} from '../../schemas/basics.ts';

export type IncomingAttachment = {readonly name: string; readonly type: string; readonly bytes: Uint8Array};
export type IncomingMail = {
	readonly messageId: string;
	readonly from: string;
	readonly to: readonly string[];
	readonly cc: readonly string[];
	/** Whom the envelope names: those whose mailbox it lies in. */
	readonly recipients: readonly string[];
	readonly subject: string;
	readonly text: string;
	readonly html: string;
	readonly attachments: readonly IncomingAttachment[];
};

const KeptMail = z.object({
	id: z.string(),
	messageId: z.string(),
	from: z.string(),
	to: z.array(z.string()),
	cc: z.array(z.string()),
	recipients: z.array(z.string()),
	subject: z.string(),
	text: z.string(),
	html: z.string(),
	attachments: z.array(z.object({name: z.string(), type: z.string(), size: z.int(), file: z.string()})),
	at: z.string(),
});
export type KeptMail = z.infer<typeof KeptMail>;

export type Mailbox = {
	/** Takes a mail in, at an instant of the platform's clock. One that is known by its Message-ID is not taken twice. */
	take(mail: IncomingMail, at: Instant): void;
	/** Newest first. `to` is one address, in whatever case. At most 5000. */
	list(wanted: {readonly to?: string; readonly since?: Instant; readonly limit?: number}): readonly KeptMail[];
	get(id: string): KeptMail | undefined;
	attachment(
		id: string,
		index: number,
	): {readonly name: string; readonly type: string; readonly bytes: Uint8Array} | undefined;
	close(): void;
};

const mostListed = 5000;

export const openMailbox = (folder: string): Mailbox => {
	mkdirSync(join(folder, 'attachments'), {recursive: true, mode: 0o700});
	const key = keyOf(folder);
	const sqlite = new DatabaseSync(join(folder, 'mail.sqlite'));
	sqlite.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;
		CREATE TABLE IF NOT EXISTS mails (number INTEGER PRIMARY KEY, id TEXT UNIQUE, at TEXT, recipients TEXT, sealed BLOB);
		CREATE INDEX IF NOT EXISTS by_time ON mails (at, number)`);
	const insert = sqlite.prepare(
		'INSERT INTO mails (id, at, recipients, sealed) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
	);
	const find = sqlite.prepare('SELECT id, sealed FROM mails WHERE id = ?');
	const newest = sqlite.prepare(
		`SELECT id, sealed FROM mails WHERE at >= ? AND (? = '' OR instr(recipients, ?) > 0) ORDER BY at DESC, number DESC LIMIT ?`,
	);
	const read = (row: {readonly [column: string]: unknown} | undefined): KeptMail | undefined =>
		row?.sealed instanceof Uint8Array
			? KeptMail.parse(JSON.parse(decrypt(key, row.sealed, String(row.id)).toString('utf8')))
			: undefined;

	const get = (id: string): KeptMail | undefined => read(find.get(id));
	return {
		take: (mail, at) => {
			const kept = {
				...mail,
				id: idOf(mail.messageId),
				at,
				attachments: mail.attachments.map((each) => store(folder, key, each)),
			};
			const addresses = mail.recipients.map((address) => tokenOf(key, address)).join('');
			insert.run(kept.id, at, addresses, encrypt(key, Buffer.from(JSON.stringify(kept)), kept.id));
		},
		list: ({to = '', since = '', limit = mostListed}) => {
			const address = to === '' ? '' : tokenOf(key, to);
			return newest.all(since, address, address, Math.min(limit, mostListed)).flatMap((row) => read(row) ?? []);
		},
		get,
		attachment: (id, index) => {
			const found = get(id)?.attachments[index];
			if (found === undefined) return undefined;
			const sealed = readFileSync(join(folder, 'attachments', found.file));
			return {name: found.name, type: found.type, bytes: decrypt(key, sealed, found.file)};
		},
		close: () => sqlite.close(),
	};
};

const idOf = (messageId: string): string => `mail_${createHash('sha256').update(messageId).digest('hex').slice(0, 24)}`;

/** Made on first use, by the one process that works in the folder. */
const keyOf = (folder: string): KeyObject => {
	const file = join(folder, 'key');
	if (!existsSync(file)) writeFileSync(file, randomBytes(32), {mode: 0o600});
	return createSecretKey(readFileSync(file));
};

/** Finds an address, in whatever case, without saying it. */
const tokenOf = (key: KeyObject, address: string): string =>
	` ${createHmac('sha256', key).update(address.toLowerCase()).digest('base64url')} `;

/** Named by content, so that a mail that comes twice, or a crash between file and row, leaves one file. */
const store = (folder: string, key: KeyObject, {name, type, bytes}: IncomingAttachment) => {
	const file = createHash('sha256').update(bytes).digest('hex');
	writeFileSync(join(folder, 'attachments', file), encrypt(key, bytes, file), {mode: 0o600});
	return {name, type, size: bytes.byteLength, file};
};
