/** Host names of the sandbox. Browsers find every `*.localhost` name on this machine (RFC 6761 §6.3). */
const LAB = 'lab.push.localhost';
const SITE = 'app.push.localhost';
const PHONE = /^(p[1-9]\d{0,3})(?:-([1-9]\d{0,2}))?\.push\.localhost$/;

const nameOf = (host: string | undefined): string => (host ?? '').replace(/:\d+$/, '').toLowerCase();

export const hosts = {
  lab: (port: number): string => `http://${LAB}:${port}`,
  /** The built-in page's own origin, as the app's configuration names it. */
  site: (port: number): string => `http://${SITE}:${port}`,
  /**
   * Each phone shows each origin of a site on one of its own, so that storage and cookies are its own. `number`: which of
   * the origins that were ever shown; the first one has no number in the name.
   */
  phone: (id: string, port: number, number = 0): string =>
    `http://${id}${number === 0 ? '' : `-${number}`}.push.localhost:${port}`,
  isLab: (host: string): boolean => nameOf(host) === LAB,
  isSite: (host: string): boolean => nameOf(host) === SITE,
  isLoopback: (host: string): boolean => nameOf(host) === '127.0.0.1' || nameOf(host) === 'localhost',
  phoneOf: (host: string | undefined): string | undefined => PHONE.exec(nameOf(host))?.[1],
  /** Which of the origins that were ever shown is meant. */
  numberOf: (host: string | undefined): number => Number(PHONE.exec(nameOf(host))?.[2] ?? 0),
} as const;
