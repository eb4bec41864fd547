import {mkdirSync} from 'node:fs';
import {dirname} from 'node:path';
import {DatabaseSync} from 'node:sqlite';
import type {Fields} from '../../functions/world.ts';

export type KeptMessage = {readonly id: number; readonly topic: string; readonly message: Fields};
export type KeptMessages = {
	/** On disk when it returns, safe from `kill -9`. */
	keep(topic: string, message: Fields): KeptMessage;
	/** Delivered: gone for good. */
	forget(id: number): void;
	/** What was not delivered yet, oldest first. */
	left(): readonly KeptMessage[];
	close(): void;
};

/** Messages that lie in a file until they were delivered, as they would lie with a broker. */
export const keptMessages = (file: string): KeptMessages => {
	mkdirSync(dirname(file), {recursive: true, mode: 0o700});
	const sqlite = new DatabaseSync(file);
	sqlite.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;
		CREATE TABLE IF NOT EXISTS messages (id INTEGER PRIMARY KEY AUTOINCREMENT, topic TEXT, message TEXT)`);
	const insert = sqlite.prepare('INSERT INTO messages (topic, message) VALUES (?, ?)');
	const remove = sqlite.prepare('DELETE FROM messages WHERE id = ?');
	const select = sqlite.prepare('SELECT id, topic, message FROM messages ORDER BY id');
	return {
		keep: (topic, message) => {
			const {lastInsertRowid} = insert.run(topic, JSON.stringify(message));
			return {id: Number(lastInsertRowid), topic, message};
		},
		forget: (id) => void remove.run(id),
		left: () =>
			select.all().map(({id, topic, message}) => ({
				id: Number(id),
				topic: String(topic),
				message: JSON.parse(String(message)),
			})),
		close: () => sqlite.close(),
	};
};
