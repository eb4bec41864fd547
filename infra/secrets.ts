import {Secret} from '@pulumi/gcp/secretmanager/index.js';
import {secretNames} from '../functions/secret-names.ts';

export type Secrets = ReturnType<typeof declareSecrets>;

const week = '604800s';

/** The secrets by name. Their values are put in by hand: none is in code or state. What is destroyed can be had back for a week. */
export const declareSecrets = () => ({
	stripeKey: declareSecret(secretNames.stripeKey),
	stripeWebhook: declareSecret(secretNames.stripeWebhook),
	smtpLogin: declareSecret(secretNames.smtpLogin),
});

const declareSecret = (secretId: string): Secret =>
	new Secret(secretId, {secretId, replication: {auto: {}}, versionDestroyTtl: week}, {protect: true});
