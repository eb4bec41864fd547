import {type DeployedFunction, functions} from '../functions/index.ts';
import {declareBucket} from './bucket.ts';
import {declareDatabases} from './databases.ts';
import {declareIdentities} from './identities.ts';
import {declareKeys} from './keys.ts';
import {declareMessaging} from './messaging.ts';
import {declareSecrets} from './secrets.ts';
import {declareServices} from './services.ts';
import type {CloudSettings} from './settings.ts';

/**
 * Everything that exists in the cloud, from the table of functions. The first stage: balancer, second region and
 * backups come later. Answers the address of each function.
 */
export const declareCloud = (settings: CloudSettings, table: readonly DeployedFunction[] = functions) => {
	const databases = declareDatabases();
	const keys = declareKeys();
	const secrets = declareSecrets();
	const bucket = declareBucket(settings);
	const identities = declareIdentities(table, {settings, keys, secrets, bucket});
	const services = declareServices(table, {settings, keys, bucket, identities, after: databases});
	declareMessaging(table, {settings, identities, services});
	return {services: Object.fromEntries([...services].map(([name, {uri}]) => [name, uri]))};
};
