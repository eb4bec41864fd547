/** What emulators hold, kept in a folder while they do not run. The broker's emulator can keep nothing; the outbox does without it. */
import {cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {projectId, type SuitePorts} from './ports.ts';

const databases = ['(default)', 'keyring'];

/** A draft first: a crash while saving leaves the last whole one. */
export const saveTo = async (folder: string, ports: SuitePorts): Promise<void> => {
	const draft = join(folder, 'saved.draft');
	rmSync(draft, {recursive: true, force: true});
	mkdirSync(draft, {recursive: true, mode: 0o700});
	for (const name of databases) {
		const request = {database: databasePath(name), export_directory: draft, export_name: name};
		await post(`http://127.0.0.1:${ports.firestore}/emulator/v1/projects/${projectId}:export`, request);
	}
	const people = await fetch(`${accountsOf(ports)}:batchGet?maxResults=-1`, {headers: owner});
	if (!people.ok) throw new Error(`the people cannot be saved: ${people.status}`);
	writeFileSync(join(draft, 'people.json'), await people.text());
	const saved = join(folder, 'saved');
	const last = join(folder, 'saved.last');
	rmSync(last, {recursive: true, force: true});
	if (existsSync(saved)) renameSync(saved, last);
	renameSync(draft, saved);
	rmSync(last, {recursive: true, force: true});
};

/** Into emulators that hold nothing yet. Without anything saved they stay empty. */
export const restoreFrom = async (folder: string, ports: SuitePorts): Promise<void> => {
	const last = join(folder, 'saved.last');
	const saved = join(folder, 'saved');
	if (!existsSync(saved) && existsSync(last)) cpSync(last, saved, {recursive: true});
	if (!existsSync(saved)) return;
	for (const name of databases) {
		const metadata = join(saved, name, `${name}.overall_export_metadata`);
		const request = {database: databasePath(name), export_directory: metadata};
		if (existsSync(metadata))
			await post(`http://127.0.0.1:${ports.firestore}/emulator/v1/projects/${projectId}:import`, request);
	}
	const {users = []}: {users?: readonly Person[]} = JSON.parse(readFileSync(join(saved, 'people.json'), 'utf8'));
	if (users.length > 0) await post(`${accountsOf(ports)}:batchCreate`, {users});
	// Else the tokens they hold would be older than the people.
	for (const {localId, validSince} of users) await post(`${accountsOf(ports)}:update`, {localId, validSince});
};
type Person = {readonly localId: string; readonly validSince?: string};

const databasePath = (name: string): string => `projects/${projectId}/databases/${name}`;
const owner = {authorization: 'Bearer owner'};

const accountsOf = ({auth}: SuitePorts): string =>
	`http://127.0.0.1:${auth}/identitytoolkit.googleapis.com/v1/projects/${projectId}/accounts`;

const post = async (url: string, body: object): Promise<void> => {
	const headers = {...owner, 'content-type': 'application/json'};
	const answer = await fetch(url, {method: 'POST', headers, body: JSON.stringify(body)});
	if (!answer.ok) throw new Error(`${new URL(url).pathname}: ${answer.status} ${await answer.text()}`);
};
