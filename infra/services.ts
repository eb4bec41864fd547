import {Service} from '@pulumi/gcp/cloudrunv2/index.js';
import type {Bucket} from '@pulumi/gcp/storage/index.js';
import {type Input, interpolate, type Resource} from '@pulumi/pulumi';
import type {DeployedFunction} from '../functions/index.ts';
import type {Identities} from './identities.ts';
import type {Keys} from './keys.ts';
import {region, serviceOf} from './places.ts';
import type {CloudSettings} from './settings.ts';

export type Services = ReadonlyMap<string, Service>;

type Needed = {
	readonly settings: CloudSettings;
	readonly keys: Keys;
	readonly bucket: Bucket;
	readonly identities: Identities;
	readonly after: readonly Resource[];
};

/** One Cloud Run service a function, all of the same image; FUNCTION_TARGET says which one it is. */
export const declareServices = (table: readonly DeployedFunction[], needed: Needed): Services =>
	new Map(table.map((entry) => [entry.name, declareService(entry, needed)]));

const mostInstances = 100;

const declareService = (entry: DeployedFunction, {settings, keys, bucket, identities, after}: Needed): Service => {
	const {project, publicUrl, image, smtp, mailFrom} = settings;
	const environment: {readonly [name: string]: Input<string>} = {
		FUNCTION_TARGET: entry.name,
		GOOGLE_CLOUD_PROJECT: project,
		PUBLIC_URL: publicUrl,
		WRAPPING_KEY: keys.wrapping.id,
		SIGNING_KEY_VERSION: interpolate`${keys.signing.id}/cryptoKeyVersions/1`,
		FILES_BUCKET: bucket.name,
		SMTP_HOST: smtp.host,
		SMTP_PORT: String(smtp.port),
		SMTP_ENCRYPTION: smtp.encryption,
		MAIL_FROM: mailFrom,
	};
	return new Service(
		serviceOf(entry.name),
		{
			name: serviceOf(entry.name),
			location: region,
			// Only the balancer and messages of this project come in.
			ingress: 'INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER',
			// People have no Google identity; the balancer before them decides. Messages have one, and it is checked.
			invokerIamDisabled: entry.kind === 'http',
			deletionProtection: true,
			template: {
				serviceAccount: identities.get(entry.name)?.account.email,
				timeout: `${entry.timeoutSeconds}s`,
				maxInstanceRequestConcurrency: entry.concurrency,
				scaling: {minInstanceCount: entry.kind === 'http' ? entry.minInstances : 0, maxInstanceCount: mostInstances},
				containers: [
					{
						image,
						envs: Object.entries(environment).map(([name, value]) => ({name, value})),
						resources: {
							limits: {cpu: '1', memory: `${entry.memoryMb}Mi`},
							cpuIdle: true,
							startupCpuBoost: true,
						},
					},
				],
			},
		},
		{dependsOn: [...after]},
	);
};
