import { BlockList, isIPv6 } from 'node:net';

import fc from 'fast-check';

import { amongAddresses } from '../../nodes/shared/webhook/cidr';
import { seed } from '../support/runs';

const isAmong = (list: string, ...addresses: string[]) => amongAddresses(list, addresses).isAmong;

describe('an address', () => {
	it.each([
		['66.85.240.0/21', '66.85.240.0', true],
		['66.85.240.0/21', '66.85.247.255', true],
		['66.85.240.0/21', '66.85.239.255', false],
		['66.85.240.0/21', '66.85.248.0', false],
		['66.85.240.0/21', '::ffff:66.85.244.1', true],
		['::ffff:66.85.240.0/117', '66.85.244.1', true],
		['203.0.113.7', '203.0.113.7', true],
		['203.0.113.7', '203.0.113.70', false],
		['0.0.0.0/0', '8.8.8.8', true],
		['0.0.0.0/0', '2001:db8::1', false],
		['::/0', '2001:db8::1', true],
		['2001:db8::/32', '2001:DB8:0:0:0:0:0:1', true],
		['2001:db8::/32', '2001:db9::1', false],
		['fe80::1', 'fe80::1%eth0', true],
		['10.0.0.1, 192.168.0.0/16\n fd00::/8', 'fd12::34', true],
		['10.0.0.1;192.168.0.0/16', '192.168.7.7', true],
		// As some proxies tell it.
		['66.85.240.0/21', '66.85.240.9:49152', true],
		['66.85.240.0/21', '66.85.248.0:49152', false],
		['2001:db8::/32', '[2001:db8::1]:443', true],
		['2001:db8::/32', '[2001:db8::1]', true],
		['2001:db8::/32', '[2001:db9::1]:443', false],
	])('in %j: %s %j', (list, address, expected) => {
		expect(isAmong(list, address)).toBe(expected);
	});

	it.each([
		'convoso.com',
		'1.2.3',
		'1.2.3.4.5',
		'256.1.1.1',
		'1.2.3.4/33',
		'1.2.3.4/',
		'1.2.3.4/a',
		'1.2.3.4/8/8',
		'::/129',
		':::',
		'1::2::3',
		'12345::',
		'01.2.3.4',
		'::1.2.3',
		'1.2.3.4::',
		'1.2.3.4:80',
		'[::1]:80',
	])('is not understood, and lets nobody in: %s', (entry) => {
		expect(amongAddresses(entry, ['1.2.3.4', '::', entry])).toEqual({
			isAmong: false,
			unreadable: [entry],
		});
	});

	it('is matched as Node.js matches it', () => {
		const address = fc.oneof(
			fc.ipV4(),
			fc.ipV6(),
			fc.constantFrom('10.1.2.3', '10.1.2.4', '2001:db8::1', '::ffff:10.1.2.3'),
		);
		const ranges = fc.oneof(
			fc.tuple(fc.oneof(fc.ipV4(), fc.constant('10.1.2.3')), fc.integer({ min: 0, max: 32 })),
			fc.tuple(fc.oneof(fc.ipV6(), fc.constant('2001:db8::1')), fc.integer({ min: 0, max: 128 })),
		);
		fc.assert(
			fc.property(ranges, address, ([network, bits], client) => {
				const list = new BlockList();
				const family = (text: string) => (isIPv6(text) ? 'ipv6' : 'ipv4');
				list.addSubnet(network, bits, family(network));
				return isAmong(`${network}/${bits}`, client) === list.check(client, family(client));
			}),
			{ numRuns: 5_000, seed },
		);
	});
});
