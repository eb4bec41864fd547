/** The headers of Standard Webhooks (standardwebhooks.com): id, time and an HMAC over both and the body. */
import {createHmac} from 'node:crypto';

const prefix = 'whsec_';

/** `sentAtSeconds`: Unix time on the wall clock, so that receivers can refuse what is old. */
export const signedHeaders = (
	secret: string,
	{id, sentAtSeconds, body}: {readonly id: string; readonly sentAtSeconds: number; readonly body: string},
) => {
	const key = Buffer.from(secret.slice(prefix.length), 'base64');
	const signature = createHmac('sha256', key).update(`${id}.${sentAtSeconds}.${body}`).digest('base64');
	return {
		'content-type': 'application/json',
		'webhook-id': id,
		'webhook-timestamp': String(sentAtSeconds),
		'webhook-signature': `v1,${signature}`,
	};
};

/** 24 bytes from a random text of at least as many bits. */
export const newSecret = (random: string): string =>
	`${prefix}${createHmac('sha256', 'webhook secret').update(random).digest().subarray(0, 24).toString('base64')}`;
