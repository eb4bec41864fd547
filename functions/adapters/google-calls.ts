import {invariant} from '../kernel/invariant.ts';
import {Outage} from '../kernel/outage.ts';
import {crc32c} from './crc32c.ts';

/** gRPC status codes, https://grpc.io/docs/guides/status-codes. */
export const grpcStatus = {
	invalidArgument: 3,
	deadlineExceeded: 4,
	notFound: 5,
	alreadyExists: 6,
	unavailable: 14,
} as const;

/** For calls that may be repeated: 5 s each, again after 0.1 s to 1 s while the service is away, 10 s in all. */
export const repeatable = {
	timeout: 5_000,
	retry: {
		retryCodes: [grpcStatus.unavailable, grpcStatus.deadlineExceeded],
		backoffSettings: {
			initialRetryDelayMillis: 100,
			retryDelayMultiplier: 2,
			maxRetryDelayMillis: 1_000,
			initialRpcTimeoutMillis: 5_000,
			rpcTimeoutMultiplier: 1,
			maxRpcTimeoutMillis: 5_000,
			totalTimeoutMillis: 10_000,
		},
	},
};

export const grpcCodeOf = (error: unknown): number | undefined =>
	error instanceof Error && 'code' in error && typeof error.code === 'number' ? error.code : undefined;

/** Waits for a Google API. What it refuses with one of `answers` is undefined, everything else it refuses an outage. */
export const ask = async <T>(
	what: string,
	call: Promise<T>,
	answers: readonly number[] = [],
): Promise<T | undefined> => {
	try {
		return await call;
	} catch (cause) {
		const code = grpcCodeOf(cause);
		if (code !== undefined && answers.includes(code)) return undefined;
		throw new Outage(`${what} failed with gRPC status ${code ?? 'none'}`, {cause});
	}
};

/** A checksum as the APIs want it in a request. */
export const checksum = (bytes: Uint8Array): {readonly value: number} => ({value: crc32c(bytes)});

/** The bytes of an answer, if they are the ones the service sent. Damage on the way is an outage: ask again. */
export const checkedBytes = (
	what: string,
	bytes: Uint8Array | string | null | undefined,
	sent: {readonly value?: unknown} | null | undefined,
): Uint8Array => {
	invariant(bytes instanceof Uint8Array, `${what} answers bytes`);
	if (sent?.value === undefined || String(sent.value) !== String(crc32c(bytes))) throw damaged(what);
	return bytes;
};

/** The service says whether what it received has the checksum we sent. */
export const received = (what: string, ...verified: readonly (boolean | null | undefined)[]): void => {
	if (verified.some((one) => one !== true)) throw damaged(what);
};

const damaged = (what: string): Outage => new Outage(`${what}: bytes were damaged on the way`);
