import {BlockList, isIPv4, isIPv6} from 'node:net';

/** IANA special-purpose IPv4 blocks: not the public Internet, or not one host of it. */
const special4 = [
	'0.0.0.0/8',
	'10.0.0.0/8',
	'100.64.0.0/10',
	'127.0.0.0/8',
	'169.254.0.0/16',
	'172.16.0.0/12',
	'192.0.0.0/24',
	'192.0.2.0/24',
	'192.88.99.0/24',
	'192.168.0.0/16',
	'198.18.0.0/15',
	'198.51.100.0/24',
	'203.0.113.0/24',
	'224.0.0.0/4',
	'240.0.0.0/4',
];
/** Inside the global unicast block: what embeds an IPv4 address (6to4, Teredo), documentation, benchmarks. */
const special6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'];

const blockList = (ranges: readonly string[], family: 'ipv4' | 'ipv6'): BlockList => {
	const list = new BlockList();
	for (const range of ranges) {
		const [net = '', prefix] = range.split('/');
		list.addSubnet(net, Number(prefix), family);
	}
	return list;
};

const notPublic4 = blockList(special4, 'ipv4');
const global6 = blockList(['2000::/3'], 'ipv6');
const notPublic6 = blockList(special6, 'ipv6');
const loopback4 = blockList(['127.0.0.0/8'], 'ipv4');

/**
 * Whether an address belongs to the public Internet. IPv6: only global unicast, which leaves out link-local, ULA,
 * multicast, NAT64 and every way of writing an IPv4 address in IPv6.
 */
export const isPublic = (address: string): boolean => {
	if (isIPv4(address)) return !notPublic4.check(address, 'ipv4');
	return isIPv6(address) && global6.check(address, 'ipv6') && !notPublic6.check(address, 'ipv6');
};

/** This machine: 127.0.0.0/8 and ::1, no other spelling. */
export const isLoopback = (address: string): boolean =>
	isIPv4(address) ? loopback4.check(address, 'ipv4') : address === '::1';
