/** IANA special-purpose blocks: not the public Internet, or not one host of it. */
export const special4 = [
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
] as const;

/** The only block of IPv6 whose addresses are hosts of the public Internet, and what inside it embeds an IPv4 address (6to4, Teredo), documents or measures. */
export const global6 = '2000::/3';
export const special6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'] as const;
