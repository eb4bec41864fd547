/** Whether an address may be given as the target of webhooks. What a name stands for is looked at by each delivery (`http` port). */
import type {FieldError} from '../../kernel/result.ts';
import {global6, special4, special6} from './special-addresses.ts';

/**
 * What is wrong with `url`, or undefined. Targets are https on port 443 and public: no private, link-local or metadata
 * address, however it is written. `isLocal` (the local platforms) lets this machine be one, by http and on any port.
 */
export const targetFault = (url: string, isLocal: boolean): FieldError | undefined => {
	const target = URL.canParse(url) ? new URL(url) : undefined;
	if (!target) return fault('invalid_url', 'is no address');
	if (target.username || target.password) return fault('credentials', 'must not hold a name or a password');
	if (isLocal && isThisMachine(target.hostname)) return undefined;
	if (target.protocol !== 'https:') return fault('https_required', 'must begin with https://');
	if (target.port !== '') return fault('port_not_allowed', 'must use the port of https');
	return isPublicHost(target.hostname) ? undefined : fault('address_not_allowed', 'must be a public address');
};

const fault = (code: string, message: string): FieldError => ({path: 'url', code, message});

const isThisMachine = (host: string): boolean =>
	host === 'localhost' || host.endsWith('.localhost') || host === '[::1]' || (isIPv4(host) && host.startsWith('127.'));

/** `URL` writes each address in one way only: IPv4 as four decimals, IPv6 in brackets and as short as it can be. */
const isPublicHost = (host: string): boolean => {
	if (host.startsWith('[')) return isPublic6(host.slice(1, -1));
	if (isIPv4(host)) return !special4.some((block) => isWithin(bits4(host), block, bits4));
	return isPublicName(host.replace(/\.$/, ''));
};

const isIPv4 = (host: string): boolean => /^\d+\.\d+\.\d+\.\d+$/.test(host);

const isPublic6 = (address: string): boolean =>
	isWithin(bits6(address), global6, bits6) && !special6.some((block) => isWithin(bits6(address), block, bits6));

/** Names without a dot and those of networks that nobody else sees, Google's metadata server among them. */
const isPublicName = (name: string): boolean => name.includes('.') && !/\.(localhost|local|internal|arpa)$/.test(name);

const isWithin = (bits: string, block: string, bitsOf: (address: string) => string): boolean => {
	const [net = '', length] = block.split('/');
	return bits.startsWith(bitsOf(net).slice(0, Number(length)));
};

const binary = (value: number, width: number): string => value.toString(2).padStart(width, '0');

const bits4 = (address: string): string =>
	address
		.split('.')
		.map((part) => binary(Number(part), 8))
		.join('');

const bits6 = (address: string): string => {
	const [head = '', tail = ''] = address.split('::').map((half) => half.split(':').filter(Boolean).map(group).join(''));
	return head.padEnd(128 - tail.length, '0') + tail;
};
const group = (hex: string): string => binary(Number.parseInt(hex, 16), 16);
