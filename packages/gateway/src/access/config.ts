import { BlockList, isIP } from 'node:net';
import * as z from 'zod';

const Rate = z.strictObject({
  /** So many at once, and over time no more than so many in `perSeconds`. */
  requests: z.number().int().min(1).max(1_000_000),
  perSeconds: z.number().int().min(1).max(86_400).default(60),
});

/** `false`: no limit. */
const rate = (requests: number, perSeconds: number) =>
  z.union([z.literal(false), Rate]).default({ requests, perSeconds });

/** `192.0.2.7`, `10.0.0.0/8`, `2001:db8::/32`. */
const Network = z.string().refine((text) => {
  const [address = '', bits, ...rest] = text.split('/');
  const most = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  return (
    most > 0 && rest.length === 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most))
  );
}, 'an address or a network such as 10.0.0.0/8');

/** How often anybody may come. Counted in memory, by each process for itself. */
export const Limits = z
  .strictObject({
    /**
     * The proxies in front, whose X-Forwarded-For is believed. Without them a request that comes from a private address
     * is limited by no address: it is a proxy's.
     */
    trustedProxies: z.array(Network).default([]),
    /** Requests by one address; IPv6: by one /64. Many phones may share one. */
    address: rate(3_000, 60),
    /** Requests of one installation. */
    installation: rate(120, 60),
    /** Bindings of one user, on whatever device. */
    user: rate(60, 60),
    /** Requests with one API key. Absent: no limit, a bulk of registrations comes in one go. */
    key: z.union([z.literal(false), Rate]).default(false),
    /** How many installations one user may own, bound by devices. A limit costs one look-up a binding. */
    installationsPerUser: z.union([z.literal(false), z.number().int().min(1).max(100_000)]).default(false),
    /** How often another user may be bound to the same installation in a day. */
    ownerChangesPerDay: z.union([z.literal(false), z.number().int().min(1).max(10_000)]).default(50),
  })
  .prefault({});

export type Limits = z.output<typeof Limits>;
export type Rate = z.output<typeof Rate>;

const Origin = z
  .string()
  .refine(
    (text) => URL.canParse(text) && new URL(text).origin === text,
    'an origin such as https://app.example.com',
  );

/** Which pages may call the gateway from a browser. */
export const Cors = z
  .strictObject({
    /**
     * Origins besides the gateway's own. A page in the native app needs none: its shell calls for it. An API key does
     * not belong in a page that the public can open.
     */
    allowedOrigins: z.array(Origin).default([]),
  })
  .prefault({});

export type Cors = z.output<typeof Cors>;

export function networks(texts: string[]): BlockList {
  const list = new BlockList();
  for (const text of texts) {
    const [address = '', bits] = text.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  return list;
}
