import { AnyInstallationId } from '@journeys-push/contract/backend-gateway';
import { CodedError } from '@journeys-push/contract/problems';
import { InstallationId } from '@journeys-push/contract/shell-gateway';
import type { ApiKey, Scope } from '../access/key.ts';
import type { Keys } from '../access/keys.ts';
import { refuseUntil } from '../access/limits.ts';
import type { Reader } from '../installations/reader.ts';
import type { KnownInstallation } from '../installations/store.ts';
import { matchesHash } from '../secrets.ts';
import type { Request } from './context.ts';
import { bearerOf } from './headers.ts';

/** The installation id in the path. @throws CodedError `installation-id-invalid` */
export function installationIdOf(context: Request): string {
  const parsed = InstallationId.safeParse(context.req.param('id'));
  if (parsed.success) return parsed.data;
  throw new CodedError('installation-id-invalid');
}

/** … as people and backends write it, in either case. @throws CodedError `installation-id-invalid` */
export function anyInstallationIdOf(context: Request): string {
  const parsed = AnyInstallationId.safeParse(context.req.param('id'));
  if (parsed.success) return parsed.data.toLowerCase();
  throw new CodedError('installation-id-invalid');
}

/** The installation that speaks, its credential checked. @throws CodedError */
export async function authenticate(
  context: Request,
  reader: Pick<Reader, 'find'>,
): Promise<KnownInstallation> {
  const id = installationIdOf(context);
  const credential = bearerOf(context);
  if (!credential) throw new CodedError('credential-missing');
  const known = await reader.find(id);
  if (!known) throw new CodedError('installation-unknown');
  if (!matchesHash(credential, known.credentialHash)) throw new CodedError('credential-invalid');
  return known;
}

/** The API key that the request carries, which may do `scope`. @throws CodedError `key-missing`, `key-invalid`, `key-scope` */
export async function requireKey(context: Request, keys: Keys, scope: Scope): Promise<ApiKey> {
  const bearer = bearerOf(context);
  if (!bearer) throw new CodedError('key-missing');
  const key = await keys.authenticate(bearer);
  if (!key) throw new CodedError('key-invalid');
  countKey(context, keys, key);
  if (key.scopes.includes(scope)) return key;
  throw new CodedError('key-scope', `This route wants a key with the scope ${scope}.`);
}

/** Notes for the log whose request it is, and counts it. @throws CodedError `rate-limited` */
export function countKey(context: Request, keys: Pick<Keys, 'take'>, { id }: Pick<ApiKey, 'id'>): void {
  context.set('keyId', id);
  refuseUntil(context, keys.take(id), 'Too many requests with this API key');
}
