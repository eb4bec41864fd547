/** Which addresses are refused: developers/core/webhook-target.ts by the blocks of developers/core/special-addresses.ts. */
import test from 'ava';
import fc from 'fast-check';
import {isPublic} from '../../../../functions/adapters/public-addresses.ts';
import {targetFault} from '../../../../functions/developers/core/webhook-target.ts';

const deployed = (url: string): string | undefined => targetFault(url, false)?.code;
const local = (url: string): string | undefined => targetFault(url, true)?.code;

const refused: readonly (readonly [string, string])[] = [
	['http://shop.example/hook', 'https_required'],
	['ftp://shop.example/', 'https_required'],
	['https://shop.example:8443/', 'port_not_allowed'],
	['https://user:word@shop.example/', 'credentials'],
	['https://10.0.0.1/', 'address_not_allowed'],
	['https://192.168.1.1/', 'address_not_allowed'],
	['https://169.254.169.254/latest/meta-data', 'address_not_allowed'],
	['https://metadata.google.internal/', 'address_not_allowed'],
	['https://metadata.google.internal./', 'address_not_allowed'],
	['https://metadata/', 'address_not_allowed'],
	['https://0x0a000001/', 'address_not_allowed'],
	['https://167772161/', 'address_not_allowed'],
	['https://0.0.0.0/', 'address_not_allowed'],
	['https://[fe80::1]/', 'address_not_allowed'],
	['https://[fd00::1]/', 'address_not_allowed'],
	['https://[::ffff:10.0.0.1]/', 'address_not_allowed'],
	['https://[::]/', 'address_not_allowed'],
	['nothing', 'invalid_url'],
];
for (const [url, code] of refused) {
	test(`"${url}" is no target of webhooks anywhere: ${code}`, (t) => {
		t.is(deployed(url), code);
		t.is(local(url), code);
	});
}

test('public names and addresses are targets', (t) => {
	for (const url of [
		'https://shop.example/hook?a=1',
		'https://93.184.215.14/',
		'https://[2606:4700::1111]/',
		'https://shop.example:443/',
	]) {
		t.is(deployed(url), undefined, url);
		t.is(local(url), undefined, url);
	}
});

test('this machine is a target on the local platform only', (t) => {
	for (const url of ['http://127.0.0.1:4567/hook', 'http://localhost:9/', 'https://[::1]:1/', 'http://127.9.9.9/']) {
		t.is(local(url), undefined, url);
		t.not(deployed(url), undefined, url);
	}
	t.is(deployed('https://127.0.0.1/'), 'address_not_allowed');
	t.is(deployed('https://localhost/'), 'address_not_allowed');
});

test('addresses are judged as deliveries judge them', (t) => {
	const isTarget = (host: string): boolean => deployed(`https://${host}/`) === undefined;
	fc.assert(fc.property(fc.ipV4(), (address) => isTarget(address) === isPublic(address)));
	const near4 = fc.constantFrom(
		...[
			'9.255.255.255',
			'10.255.255.255',
			'11.0.0.0',
			'100.63.255.255',
			'100.64.0.0',
			'100.127.255.255',
			'100.128.0.0',
		],
		...[
			'172.15.255.255',
			'172.16.0.0',
			'172.31.255.255',
			'172.32.0.0',
			'198.17.255.255',
			'198.19.255.255',
			'223.255.255.255',
		],
	);
	fc.assert(fc.property(near4, (address) => isTarget(address) === isPublic(address)));
	const groups = fc.array(fc.nat(0xffff), {minLength: 7, maxLength: 7});
	const first = fc.oneof(fc.nat(0xffff), fc.constantFrom(0x2001, 0x2002, 0x3fff, 0x2000, 0x1fff, 0x4000));
	const second = fc.constantFrom(undefined, 0, 0x1ff, 0x200, 0xdb8, 0xfff, 0x1000);
	fc.assert(
		fc.property(first, second, groups, (head, next, [third = 0, ...rest]) => {
			const address = [head, next ?? third, third, ...rest.slice(0, 5)].map((part) => part.toString(16)).join(':');
			const written = new URL(`https://[${address}]/`).hostname.slice(1, -1);
			return isTarget(`[${address}]`) === isPublic(written);
		}),
	);
	t.pass();
});
