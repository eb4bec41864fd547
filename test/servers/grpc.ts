import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {
	credentials,
	loadPackageDefinition,
	Server,
	ServerCredentials,
	type ServerUnaryCall,
	type sendUnaryData,
} from '@grpc/grpc-js';
import {loadSync} from '@grpc/proto-loader';

const modules = join(dirname(fileURLToPath(import.meta.url)), '../../node_modules');

// Even with credentials at hand, Google's clients ask the metadata server of a machine in the cloud: nothing here leaves this one.
process.env.METADATA_SERVER_DETECTION = 'none';

/** A request or answer as its proto describes it; every field may be absent. */
// biome-ignore lint/suspicious/noExplicitAny: what a message holds is known only at run time, from the proto
export type Message = {readonly [field: string]: any};
export type Answering = (request: Message) => Message | Promise<Message>;

/** What the next calls get instead of an answer, one each: a gRPC status, or a change to the true answer. */
export type Fault = {readonly status: number} | {readonly change: (answer: Message) => Message};

export type GrpcServer = {
	/** For the constructor of a Google client. */
	readonly options: {
		readonly apiEndpoint: string;
		readonly port: number;
		readonly sslCreds: ReturnType<typeof credentials.createInsecure>;
	};
	readonly calls: {readonly method: string; readonly request: Message}[];
	readonly faults: Fault[];
	stop(): void;
};

/** Serves one service of a Google client's own protos on a free port of this machine, without TLS. */
export const startGrpc = async (
	{client, proto, service}: {readonly client: string; readonly proto: string; readonly service: string},
	methods: {readonly [method: string]: Answering},
): Promise<GrpcServer> => {
	const includeDirs = [join(modules, `@google-cloud/${client}/build/protos`), join(modules, 'google-gax/build/protos')];
	const definition = loadSync(proto, {includeDirs, longs: String, enums: String, defaults: true, oneofs: true});
	const found = service.split('.').reduce<Message>((scope, name) => scope[name], loadPackageDefinition(definition));
	const calls: GrpcServer['calls'] = [];
	const faults: Fault[] = [];
	const serve =
		(method: string, answering: Answering) =>
		(call: ServerUnaryCall<Message, Message>, done: sendUnaryData<Message>) => {
			calls.push({method, request: call.request});
			const fault = faults.shift();
			if (fault && 'status' in fault) return done({code: fault.status, details: 'injected'});
			Promise.resolve()
				.then(() => answering(call.request))
				.then((answer) => done(null, fault ? fault.change(answer) : answer))
				.catch((error: {code?: number}) => done({code: error.code ?? 13, details: String(error)}));
		};
	const server = new Server();
	server.addService(
		found.service,
		Object.fromEntries(Object.entries(methods).map(([name, answering]) => [name, serve(name, answering)])),
	);
	const port = await new Promise<number>((settle, fail) => {
		server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) =>
			error ? fail(error) : settle(bound),
		);
	});
	return {
		options: {apiEndpoint: '127.0.0.1', port, sslCreds: credentials.createInsecure()},
		calls,
		faults,
		stop: () => server.forceShutdown(),
	};
};

/** A gRPC error that the server answers with. */
export const refusal = (code: number): Error => Object.assign(new Error(`status ${code}`), {code});
