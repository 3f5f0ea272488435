import { CodedError } from '@journeys-push/contract/problems';
import { InstallationId } from '@journeys-push/contract/shell-gateway';
import type { Sql } from '../db/connect.ts';
import { findInstallation, type KnownInstallation } from '../installations/store.ts';
import { matchesHash } from '../secrets.ts';
import type { Request } from './context.ts';
import { bearerOf } from './headers.ts';

/** The installation id in the path. @throws CodedError `installation-id-invalid` */
export function installationIdOf(context: Request): string {
  const parsed = InstallationId.safeParse(context.req.param('id'));
  if (parsed.success) return parsed.data;
  throw new CodedError('installation-id-invalid');
}

/** The installation that speaks, its credential checked. @throws CodedError */
export async function authenticate(context: Request, sql: Sql): Promise<KnownInstallation> {
  const id = installationIdOf(context);
  const credential = bearerOf(context);
  if (!credential) throw new CodedError('credential-missing');
  const known = await findInstallation(sql, id);
  if (!known) throw new CodedError('installation-unknown');
  if (!matchesHash(credential, known.credentialHash)) throw new CodedError('credential-invalid');
  return known;
}
