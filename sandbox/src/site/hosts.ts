/** Host names of the sandbox. Browsers find every `*.localhost` name on this machine (RFC 6761 §6.3). */
const LAB = 'lab.push.localhost';
const SITE = 'app.push.localhost';
const PHONE = /^(?:https?(?:-\d+)?\.[\w.-]+\.)?(p[1-9]\d{0,3})\.push\.localhost$/;

const nameOf = (host: string | undefined): string => (host ?? '').replace(/:\d+$/, '').toLowerCase();

/** What no host name may have, such as the colons of an IPv6 address, becomes a hyphen. */
const nameInPhone = (hostname: string): string => hostname.replaceAll(/[^a-z\d.-]|\.$/g, '-');

/** `https.shop.example`, `http-3000.localhost`. */
const labelsOf = ({ protocol, port, hostname }: URL): string =>
  `${protocol.slice(0, -1)}${port && `-${port}`}.${nameInPhone(hostname)}`;

export const hosts = {
  lab: (port: number): string => `http://${LAB}:${port}`,
  /** The built-in page's own origin, as the app's configuration names it. */
  site: (port: number): string => `http://${SITE}:${port}`,
  /**
   * Each phone shows each origin of a site on one of its own, so that storage and cookies are its own. The name holds
   * that of the site's host, so that a cookie can have a `Domain` here as there. No `site`: the built-in page.
   */
  phone: (id: string, port: number, site?: string): string =>
    `http://${site === undefined ? '' : `${labelsOf(new URL(site))}.`}${id}.push.localhost:${port}`,
  nameInPhone,
  isLab: (host: string): boolean => nameOf(host) === LAB,
  isSite: (host: string): boolean => nameOf(host) === SITE,
  isLoopback: (host: string): boolean => nameOf(host) === '127.0.0.1' || nameOf(host) === 'localhost',
  isAt: (host: string, origin: string): boolean => nameOf(host) === new URL(origin).hostname,
  phoneOf: (host: string | undefined): string | undefined => PHONE.exec(nameOf(host))?.[1],
} as const;
