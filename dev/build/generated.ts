/** Files that other tools want to find at the top of the repository, made from the tables. `npm run build` writes them, `check` compares. */
import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {functions} from '../../functions/index.ts';
import {firestoreIndexes} from '../../functions/indexes.ts';
import {firebaseJson} from './firebase-json.ts';
import {functionsYaml} from './functions-yaml.ts';

export const generatedFiles = (): {readonly [path: string]: string} => ({
	'functions/functions.yaml': functionsYaml(functions),
	'firebase.json': `${JSON.stringify(firebaseJson(functions), null, '\t')}\n`,
	'firestore.indexes.json': `${JSON.stringify(firestoreIndexes(), null, '\t')}\n`,
	'firestore.keyring.indexes.json': `${JSON.stringify(firestoreIndexes([]), null, '\t')}\n`,
});

/** Paths of those that are not what the tables say. */
export const drifted = (root: string): readonly string[] =>
	Object.entries(generatedFiles())
		.filter(([path, text]) => textOf(join(root, path)) !== text)
		.map(([path]) => path);

export const writeGenerated = (root: string): void => {
	const files = generatedFiles();
	for (const path of drifted(root)) writeFileSync(join(root, path), files[path] ?? '');
};

const textOf = (path: string): string | undefined => {
	try {
		return readFileSync(path, 'utf8');
	} catch {
		return undefined;
	}
};
