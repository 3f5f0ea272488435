import { type BlockList, isIP } from 'node:net';
import { networks } from './config.ts';

/** Addresses that are nobody's on the Internet: a proxy of ours, or this machine. */
const inside = networks([
  ...['127.0.0.0/8', '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '169.254.0.0/16', '100.64.0.0/10'],
  ...['::1', 'fc00::/7', 'fe80::/10'],
]);

/**
 * Who speaks, as one word to count by: an IPv4 address or an IPv6 /64 (one subscriber has a whole /64). `undefined`:
 * unknown, or a private address, behind which there may be everybody.
 *
 * X-Forwarded-For is read from its end, for as long as a trusted proxy says it: what a caller wrote there itself
 * decides nothing.
 */
export function addressOf(
  peer: string | undefined,
  forwardedFor: string | undefined,
  trusted: BlockList,
): string | undefined {
  const hops = (forwardedFor ?? '').split(',').map(plain).filter(Boolean);
  let address = plain(peer ?? '');
  while (isIn(trusted, address) && hops.length > 0) address = hops.pop() ?? '';
  if (!isIP(address) || isIn(inside, address) || isIn(trusted, address)) return undefined;
  return isIP(address) === 6 ? subnetOf(address) : address;
}

/** Without port, zone and the IPv6 form of an IPv4 address. */
function plain(text: string): string {
  const bare = text
    .trim()
    .replace(/^\[(.*)\](:\d+)?$/, '$1')
    .replace(/%.*$/, '');
  const v4 = /^(?:::ffff:)?(\d+\.\d+\.\d+\.\d+)(?::\d+)?$/i.exec(bare)?.[1];
  return v4 ?? bare.toLowerCase();
}

function isIn(list: BlockList, address: string): boolean {
  const family = isIP(address);
  return family !== 0 && list.check(address, family === 6 ? 'ipv6' : 'ipv4');
}

/** The first four groups, written out. */
function subnetOf(address: string): string {
  // A URL's host has one way to write it.
  const [head = '', tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::');
  const left = head ? head.split(':') : [];
  const right = tail ? tail.split(':') : [];
  const gap = tail === undefined ? 0 : 8 - left.length - right.length;
  const groups = [...left, ...Array.from({ length: Math.max(0, gap) }, () => '0'), ...right];
  return `${groups.slice(0, 4).join(':')}::/64`;
}
