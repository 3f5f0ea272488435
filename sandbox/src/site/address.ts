import { readUrl } from '../read-url.ts';
import { hosts } from './hosts.ts';

/** What is wrong with an address that somebody has given. */
interface Mistake {
  mistake: string;
}

/** An address that phones can show. `port`: the sandbox's own, which is no site. */
export function readSite(text: string, port: number): { url: string } | Mistake {
  const url = readUrl(text);
  if (!url || !/^https?:$/.test(url.protocol))
    return { mistake: 'expected an http or https address, such as http://localhost:3000' };
  if (url.username || url.password)
    return { mistake: 'a user name or password has no place in an app’s address' };
  if (isOurs(url, port))
    return { mistake: 'this is the sandbox itself; give the address of your own server' };
  return { url: url.href };
}

export function readOrigin(text: string, port: number): { origin: string } | Mistake {
  const site = readSite(text, port);
  if ('mistake' in site) return site;
  const { origin, href } = new URL(site.url);
  // As people copy it, with the slash.
  if (href === `${origin}/`) return { origin };
  return { mistake: `expected an origin without a path: ${origin}` };
}

const isOurs = ({ host, hostname, port: given }: URL, port: number): boolean =>
  hosts.isLab(host) ||
  hosts.isSite(host) ||
  hosts.phoneOf(host) !== undefined ||
  (given === String(port) && (hosts.isLoopback(host) || hostname === '[::1]'));
