import {crc32c} from '../../functions/adapters/crc32c.ts';
import {type GrpcServer, refusal, startGrpc} from './grpc.ts';

export type SecretManagerServer = GrpcServer & {put(name: string, value: string): void};

/** Secret Manager of project `p`: the newest version of each secret. */
export const startSecretManager = async (): Promise<SecretManagerServer> => {
	const secrets = new Map<string, Buffer>();
	const server = await startGrpc(
		{
			client: 'secret-manager',
			proto: 'google/cloud/secretmanager/v1/service.proto',
			service: 'google.cloud.secretmanager.v1.SecretManagerService',
		},
		{
			AccessSecretVersion: ({name}) => {
				const secret = /^projects\/p\/secrets\/([^/]+)\/versions\/latest$/.exec(name)?.[1];
				const data = secrets.get(secret ?? '');
				if (!data) throw refusal(5);
				return {name: name.replace('latest', '1'), payload: {data, dataCrc32c: crc32c(data)}};
			},
		},
	);
	return {...server, put: (name, value) => void secrets.set(name, Buffer.from(value))};
};
