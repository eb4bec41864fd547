import type {DeployedFunction} from '../../functions/index.ts';
import {accountOf, region} from '../../infra/places.ts';
import {type Yaml, yamlOf} from './yaml.ts';

/**
 * The manifest that firebase-tools reads instead of running our code (v1alpha1). Every function is closed: the balancer
 * calls those that answer people, push subscriptions of infra/ the others. A manifest's own `eventTrigger` knows neither
 * back-off nor dead letters and keeps messages for a day, so no event hangs on it (docs/decisions).
 */
export const functionsYaml = (table: readonly DeployedFunction[]): string =>
	`# Made by npm run build from functions/index.ts.\n${yamlOf({
		specVersion: 'v1alpha1',
		requiredAPIs: [],
		endpoints: Object.fromEntries(table.map((entry) => [entry.name, endpoint(entry)])),
	})}`;

const endpoint = (entry: DeployedFunction): Yaml => ({
	entryPoint: entry.name,
	platform: 'gcfv2',
	region: [region],
	availableMemoryMb: entry.memoryMb,
	cpu: 1,
	concurrency: entry.concurrency,
	timeoutSeconds: entry.timeoutSeconds,
	minInstances: entry.kind === 'http' ? entry.minInstances : 0,
	serviceAccount: `${accountOf(entry.name)}@`,
	ingressSettings: 'ALLOW_INTERNAL_AND_GCLB',
	httpsTrigger: {invoker: ['private']},
});
