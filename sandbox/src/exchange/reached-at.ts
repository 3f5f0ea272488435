import type { Socket } from 'node:net';

/** Where a request arrived, as `host:port`, if what its sender named says something else. */
export function reachedAt(
  { localAddress, localPort }: Pick<Socket, 'localAddress' | 'localPort'>,
  named: string,
): { reachedAt?: string } {
  if (localAddress === undefined || localPort === undefined) return {};
  const host = localAddress.replace(/^::ffff:/, '');
  const address = `${host.includes(':') ? `[${host}]` : host}:${localPort}`;
  return address === named ? {} : { reachedAt: address };
}
