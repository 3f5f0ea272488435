import { dirname } from 'node:path';
import { writeClientFiles } from './client-files.ts';
import type { Connection } from './connection.ts';
import { startNamesFront } from './names-front.ts';
import type { Parts } from './parts.ts';
import { portByName, redirectsOf, servedNames } from './served-names.ts';

export interface PointClientsOptions {
  /** Path of the CA's certificate; the other files go beside it. */
  ca: string;
  /** Serves all names on this port, too. */
  names: number | undefined;
  keep(closer: () => unknown): void;
}

/** What unmodified clients need to dial the twins in place of the services (docs/clients.md). */
export async function pointClients(
  { services }: Pick<Parts, 'services'>,
  { ca, names, keep }: PointClientsOptions,
): Promise<Pick<Connection, 'redirects' | 'namesPort' | 'files'>> {
  const served = servedNames(services);
  const redirects = redirectsOf(served);
  const { accounts, dynamics } = services;
  const apiToken = dynamics.developerInformation(accounts.mobileAppId).accessTokens[0] ?? '';
  const files = await writeClientFiles(dirname(ca), { accounts, apiToken, ca, redirects });
  if (names === undefined) return { redirects, files, namesPort: null };
  const front = await startNamesFront({ port: names, portOf: portByName(served) });
  keep(front.close);
  return { redirects, files, namesPort: front.port };
}
