import type {SecretManagerServiceClient} from '@google-cloud/secret-manager';
import {keptForAWhile} from '../kernel/kept-for-a-while.ts';
import type {Clock, Secrets} from '../world.ts';
import {ask, checkedBytes, grpcStatus, repeatable} from './google-calls.ts';
import {once} from './once.ts';

export type SecretManagerSettings = {
	readonly project: string;
	readonly wall: Clock['wall'];
	/** How long a rotated secret may stay unnoticed. */
	readonly ttlMs?: number;
	readonly options?: NonNullable<ConstructorParameters<typeof SecretManagerServiceClient>[0]>;
};

/** Secrets in Google Secret Manager, newest version, checksum checked, in memory for 5 minutes. */
export const secretManager = ({project, wall, ttlMs = 300_000, options = {}}: SecretManagerSettings): Secrets => {
	const client = once(async () => {
		const vendor = await import('@google-cloud/secret-manager');
		return new vendor.SecretManagerServiceClient(options);
	});
	const kept = keptForAWhile<string>({size: 100, ttlMs, wall});

	const access = async (secret: string): Promise<string | undefined> => {
		const name = `projects/${project}/secrets/${secret}/versions/latest`;
		const call = (await client()).accessSecretVersion({name}, repeatable);
		const payload = (await ask('secret manager', call, [grpcStatus.notFound]))?.[0].payload;
		if (!payload) return undefined;
		const bytes = checkedBytes('secret manager', payload.data, {value: payload.dataCrc32c ?? undefined});
		return Buffer.from(bytes).toString('utf8');
	};
	return {read: (name) => kept.get(name, () => access(name))};
};
