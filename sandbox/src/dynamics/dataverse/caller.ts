import { readUrl } from '../../read-url.ts';
import type { AccessTokens } from '../entra/access-tokens.ts';
import { type AppRegistration, type Directory, findApp } from '../entra/directory.ts';
import { isLoopback } from '../entra/hosts.ts';
import { entraOriginFor } from '../entra/wire.ts';
import { missingPrivilege, notAMember, ODataRefusal } from './errors.ts';
import type { Table } from './tables.ts';

export type ApplicationUser = NonNullable<AppRegistration['applicationUser']>;

interface Call {
  authorization: string | undefined;
  /** By which the client came. */
  origin: string;
}

/** Who calls: a bearer of a good token that has an application user. Throws ODataRefusal. */
export async function callerOf(
  { directory, tokens }: { directory: Directory; tokens: AccessTokens },
  { authorization, origin }: Call,
): Promise<ApplicationUser> {
  const token = /^bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
  const verified =
    token === undefined ? { wrong: 'no token' } : await tokens.verify(token, audienceOf(origin));
  if ('wrong' in verified) throw unauthorized(directory.tenantId, origin, verified.wrong);
  const user = findApp(directory, verified.clientId)?.applicationUser;
  if (user) return user;
  throw notAMember();
}

/** A token is for one organization; the twin's loopback names are one. */
function audienceOf(origin: string): (audience: string) => boolean {
  const own = new URL(origin);
  return (audience) => {
    const url = readUrl(audience);
    if (!url) return false;
    const { hostname, port } = url;
    return isLoopback(own.hostname)
      ? isLoopback(hostname) && port === own.port
      : hostname === own.hostname && port === own.port;
  };
}

/** The challenge names the tenant, by which some clients find it. */
function unauthorized(tenantId: string, origin: string, message: string): ODataRefusal {
  const authorize = `${entraOriginFor(origin)}/${tenantId}/oauth2/authorize`;
  const challenge = `Bearer authorization_uri=${authorize}, resource_id=${origin}/`;
  return new ODataRefusal(401, '', { message, headers: { 'www-authenticate': challenge } });
}

/** How far the caller may read a table; throws ODataRefusal where it may not at all. */
export function readDepth({ id, roles }: ApplicationUser, table: Table) {
  const depth = roles[table.entity];
  if (depth) return { id, depth };
  throw missingPrivilege(id, table.logicalName, 'Read');
}

/** The same for writing. */
export function writeDepth({ id, roles }: ApplicationUser, table: Table) {
  const depth = table.entity === 'profile' ? undefined : roles.write?.[table.entity];
  if (depth) return { id, depth };
  throw missingPrivilege(id, table.logicalName, 'Write');
}
