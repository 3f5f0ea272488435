import type { Connection } from '@journeys-push/sandbox/running';

/** Lines for the hosts file, one a name: Windows takes at most nine on one line. */
export function hostsLines({ redirects }: Connection): string[] {
  const names = Object.keys(redirects).map((address) => address.replace(/:\d+$/, ''));
  return [...new Set(names)].map((name) => `127.0.0.1 ${name}`);
}
