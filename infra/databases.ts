import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {Release, Ruleset} from '@pulumi/gcp/firebaserules/index.js';
import {Database, Field, Index} from '@pulumi/gcp/firestore/index.js';
import {firestoreIndexes} from '../functions/indexes.ts';
import {databaseLocation, databases} from './places.ts';

/** Both databases, restorable to any minute of a week and not to be deleted by mistake, with exactly the declared indexes. */
export const declareDatabases = (): readonly Database[] => [
	declareDatabase('billing', databases.billing, firestoreIndexes()),
	declareDatabase('keyring', databases.keyring, firestoreIndexes([])),
];

const rules = readFileSync(join(import.meta.dirname, '..', 'firestore.rules'), 'utf8');

const declareDatabase = (name: string, id: string, declared: ReturnType<typeof firestoreIndexes>): Database => {
	const database = new Database(
		name,
		{
			name: id,
			locationId: databaseLocation,
			type: 'FIRESTORE_NATIVE',
			concurrencyMode: 'OPTIMISTIC',
			pointInTimeRecoveryEnablement: 'POINT_IN_TIME_RECOVERY_ENABLED',
			deleteProtectionState: 'DELETE_PROTECTION_ENABLED',
			deletionPolicy: 'ABANDON',
		},
		{protect: true},
	);
	for (const {collectionGroup, queryScope, fields} of declared.indexes) {
		const key = fields.map(({fieldPath, ...mode}) => [fieldPath, ...Object.values(mode)].join('-')).join('_');
		new Index(`${name}_${collectionGroup}_${queryScope}_${key}`, {
			database: database.name,
			collection: collectionGroup,
			queryScope,
			fields: [...fields],
		});
	}
	for (const {collectionGroup, fieldPath, indexes} of declared.fieldOverrides) {
		new Field(`${name}_${collectionGroup}_${fieldPath}`, {
			database: database.name,
			collection: collectionGroup,
			field: fieldPath,
			indexConfig: {indexes: [...indexes]},
		});
	}
	declareRules(name, id, database);
	return database;
};

/** Clients may do nothing at all. */
const declareRules = (name: string, id: string, database: Database): void => {
	const ruleset = new Ruleset(
		`${name}-rules`,
		{source: {files: [{name: 'firestore.rules', content: rules}]}},
		{dependsOn: [database]},
	);
	new Release(`${name}-rules`, {
		name: id === '(default)' ? 'cloud.firestore' : `cloud.firestore/${id}`,
		rulesetName: ruleset.name,
	});
};
