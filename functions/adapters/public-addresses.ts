import {BlockList, isIPv4, isIPv6} from 'node:net';
import {global6 as global6Block, special4, special6} from '../developers/core/special-addresses.ts';

const blockList = (ranges: readonly string[], family: 'ipv4' | 'ipv6'): BlockList => {
	const list = new BlockList();
	for (const range of ranges) {
		const [net = '', prefix] = range.split('/');
		list.addSubnet(net, Number(prefix), family);
	}
	return list;
};

const notPublic4 = blockList(special4, 'ipv4');
const global6 = blockList([global6Block], 'ipv6');
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
