import {lookup} from 'node:dns/promises';
import {type ClientRequest, request as httpRequest, type IncomingMessage} from 'node:http';
import {request as httpsRequest} from 'node:https';
import {isIP} from 'node:net';
import {invariant} from '../kernel/invariant.ts';
import type {Http} from '../world.ts';
import {isLoopback, isPublic} from './public-addresses.ts';

type Address = {readonly address: string; readonly family: number};
type Answer = Awaited<ReturnType<Http['post']>>;

export type OutboundSettings = {
	/** The local platform only: plain http and any port, but to this machine and nowhere else. */
	readonly allowLoopback?: boolean;
	readonly resolve?: (host: string) => Promise<readonly Address[]>;
	readonly timeoutMs?: number;
};

const drainBytes = 16_384;
const failed = (reason: string): Answer => ({status: null, reason});

/**
 * POST to addresses that others chose. The name is resolved once, every address it has must be public, and the
 * connection goes to the one that was looked at, so that a second look at the DNS cannot change it. https on port
 * 443, no redirects, no credentials in the URL; the answer's body is not read.
 */
export const outbound = ({
	allowLoopback = false,
	resolve = resolveAll,
	timeoutMs = 10_000,
}: OutboundSettings = {}): Http => ({
	post: async (url, headers, body) => {
		const target = URL.canParse(url) ? new URL(url) : undefined;
		if (!target || target.username || target.password) return failed('invalid_url');
		const deadline = AbortSignal.timeout(timeoutMs);
		const addresses = await Promise.race([resolved(target, resolve), expiry(deadline)]);
		if (typeof addresses === 'string') return failed(addresses);
		if (addresses.length === 0) return failed('host_not_found');
		const loopback = allowLoopback && addresses.every(({address}) => isLoopback(address));
		if (!loopback && !addresses.every(({address}) => isPublic(address))) return failed('address_not_allowed');
		if (!loopback && target.protocol !== 'https:') return failed('https_required');
		if (!loopback && target.port !== '') return failed('port_not_allowed');
		return send(target, addresses, headers, body, deadline);
	},
});

const expiry = (deadline: AbortSignal): Promise<'timeout'> =>
	new Promise((settle) => {
		deadline.addEventListener('abort', () => settle('timeout'), {once: true});
	});

const resolved = async (
	target: URL,
	resolve: (host: string) => Promise<readonly Address[]>,
): Promise<readonly Address[] | 'invalid_url' | 'host_not_found'> => {
	if (target.protocol !== 'https:' && target.protocol !== 'http:') return 'invalid_url';
	const host = target.hostname.replace(/^\[|\]$/g, '');
	if (isIP(host)) return [{address: host, family: isIP(host)}];
	try {
		return await resolve(host);
	} catch {
		return 'host_not_found';
	}
};

const resolveAll = (host: string): Promise<readonly Address[]> => lookup(host, {all: true, verbatim: true});

const send = (
	target: URL,
	addresses: readonly Address[],
	headers: {readonly [name: string]: string},
	body: string,
	signal: AbortSignal,
): Promise<Answer> => {
	invariant(
		!Object.entries(headers)
			.flat()
			.some((part) => /[\r\n\0]/.test(part)),
		'a header has one line',
	);
	return new Promise((settle) => {
		const options = {
			method: 'POST',
			headers: {...headers, 'content-length': Buffer.byteLength(body)},
			agent: false,
			signal,
			// The addresses that were looked at, whether one is asked for or all.
			lookup: (_host: string, {all}: {all?: boolean | undefined}, found: Found) =>
				all ? found(null, [...addresses]) : found(null, addresses[0]?.address ?? '', addresses[0]?.family),
		};
		const call: ClientRequest =
			target.protocol === 'https:' ? httpsRequest(target, options) : httpRequest(target, options);
		call.once('response', (response) => {
			settle({status: response.statusCode ?? 0});
			drain(response);
		});
		call.on('error', (error) => settle(failed(reasonOf(error, signal))));
		call.end(body);
	});
};

type Found = (error: null, address: string | {address: string; family: number}[], family?: number) => void;

/** A little of the body is taken, so that honest receivers can finish their answer. */
const drain = (response: IncomingMessage): void => {
	let taken = 0;
	response.on('data', (part: Buffer) => {
		taken += part.byteLength;
		if (taken > drainBytes) response.destroy();
	});
	response.on('error', () => response.destroy());
};

const reasonOf = (error: Error, signal: AbortSignal): string => {
	if (signal.aborted) return 'timeout';
	return 'code' in error && typeof error.code === 'string' ? error.code.toLowerCase() : 'connection_failed';
};
