import { readUrl } from '../../read-url.ts';
import type { AccessTokens } from './access-tokens.ts';
import { credentialIn, proveClient } from './client.ts';
import { type Directory, findApp } from './directory.ts';
import { type EntraAnswer, errorAnswer, type Refused } from './errors.ts';
import { isLoopback, isOrganization } from './hosts.ts';
import { ENTRA_HOSTS, TOKEN_LIFE } from './wire.ts';

export interface TokenRequest {
  tenant: string;
  /** 1: `/oauth2/token` with `resource`; 2: `/oauth2/v2.0/token` with `scope`. */
  version: 1 | 2;
  form: URLSearchParams;
  authorization: string | undefined;
  /** By which the client came, as `https://127.0.0.1:4711`. */
  origin: string;
}

/** A request's outcome, and who it was about where that is known. */
export interface TokenOutcome {
  answer: EntraAnswer;
  clientId?: string | undefined;
  refused?: Refused;
}

interface Parts {
  directory: Directory;
  tokens: AccessTokens;
  tokenNow(): number;
}

/** Client credentials, with a secret or a certificate (facts: dynamics.md §7). */
export function createTokenEndpoint({ directory, tokens, tokenNow }: Parts) {
  async function grant(request: TokenRequest): Promise<Refused | { token: string; resource: string }> {
    const { tenant, form, authorization } = request;
    if (tenant.toLowerCase() !== directory.tenantId) return unknownTenant(tenant);
    const grantType = form.get('grant_type');
    if (!grantType) return missing('grant_type');
    if (grantType !== 'client_credentials') {
      return {
        refused: 'grant-unsupported',
        text: `The app requested an unsupported grant type '${grantType}'.`,
      };
    }
    const credential = credentialIn(form, authorization);
    if (!credential.clientId) return missing('client_id');
    const app = findApp(directory, credential.clientId);
    if (!app) {
      const text = `Application with identifier '${credential.clientId}' was not found in the directory '${tenant}'.`;
      return { refused: 'app-unknown', text };
    }
    const check = { audiences: audiencesOf(directory.tenantId, request.origin), now: tokenNow() / 1000 };
    const proof = await proveClient(app, credential, check);
    if (typeof proof !== 'string') return proof;
    const resource = resourceIn(request);
    if (typeof resource !== 'string') return resource;
    return { token: await tokens.issue({ app, proof, resource }), resource };
  }

  return async (request: TokenRequest): Promise<TokenOutcome> => {
    const outcome = await grant(request);
    const { clientId } = credentialIn(request.form, request.authorization);
    if ('refused' in outcome) return { answer: errorAnswer(outcome, tokenNow()), clientId, refused: outcome };
    return { answer: { status: 200, body: bodyOf(outcome, request.version, tokenNow()) }, clientId };
  };
}

/** Version 1 writes its numbers as text (assumed). */
function bodyOf(
  { token, resource }: { token: string; resource: string },
  version: 1 | 2,
  now: number,
): object {
  const common = { token_type: 'Bearer', access_token: token };
  if (version === 2) return { ...common, expires_in: TOKEN_LIFE, ext_expires_in: TOKEN_LIFE };
  const from = Math.floor(now / 1000);
  return {
    ...common,
    ...{ expires_in: `${TOKEN_LIFE}`, ext_expires_in: `${TOKEN_LIFE}`, resource },
    ...{ not_before: `${from}`, expires_on: `${from + TOKEN_LIFE}` },
  };
}

const DEFAULT_SCOPE = '/.default';

function resourceIn({ form, version, origin }: TokenRequest): string | Refused {
  const name = version === 1 ? 'resource' : 'scope';
  const asked = form.get(name)?.trim();
  if (!asked) return missing(name);
  if (version === 2 && (!asked.endsWith(DEFAULT_SCOPE) || /\s/.test(asked))) {
    return {
      refused: 'scope-invalid',
      text: `The provided value for scope ${asked} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).`,
    };
  }
  const resource = version === 1 ? asked : asked.slice(0, -DEFAULT_SCOPE.length);
  if (isEnvironment(resource, origin)) return resource;
  const text = `The resource principal named ${resource} was not found in the tenant.`;
  return { refused: 'resource-unknown', text };
}

/** An organization's URL or the twin's own, with or without a slash at its end (`//.default`, §7). */
function isEnvironment(resource: string, origin: string): boolean {
  const url = readUrl(resource);
  if (!url) return false;
  const { protocol, hostname, pathname, search, port } = url;
  if (protocol !== 'https:' || pathname !== '/' || search) return false;
  return isOrganization(hostname) || (isLoopback(hostname) && port === new URL(origin).port);
}

/** Audiences of a client assertion: the token endpoints and the issuer, by the real names and the client's own. */
function audiencesOf(tenantId: string, origin: string): string[] {
  const origins = [origin, ...ENTRA_HOSTS.map((name) => `https://${name}`)];
  const paths = ['oauth2/v2.0/token', 'oauth2/token', 'v2.0'];
  return origins.flatMap((from) => paths.map((path) => `${from}/${tenantId}/${path}`));
}

export const unknownTenant = (tenant: string): Refused => ({
  refused: 'tenant-unknown',
  text: `Tenant '${tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.`,
});

const missing = (name: string): Refused => ({
  refused: 'parameter-missing',
  text: `The request body must contain the following parameter: '${name}'.`,
});
