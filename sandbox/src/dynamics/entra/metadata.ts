import { ENTRA_HOSTS, entraOriginFor } from './wire.ts';

/** OpenID Connect discovery, so far as client libraries read it; endpoints are where the client came from. */
export function openidConfiguration({
  tenantId,
  origin,
  version,
}: {
  tenantId: string;
  origin: string;
  version: 1 | 2;
}) {
  const base = `${entraOriginFor(origin)}/${tenantId}`;
  const oauth = version === 2 ? `${base}/oauth2/v2.0` : `${base}/oauth2`;
  return {
    token_endpoint: `${oauth}/token`,
    token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt', 'client_secret_basic'],
    jwks_uri: `${base}/discovery/${version === 2 ? 'v2.0/' : ''}keys`,
    response_modes_supported: ['query', 'fragment', 'form_post'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    response_types_supported: ['code'],
    scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
    issuer: version === 2 ? `${base}/v2.0` : `https://sts.windows.net/${tenantId}/`,
    authorization_endpoint: `${oauth}/authorize`,
    claims_supported: ['sub', 'iss', 'aud', 'exp', 'iat', 'tid', 'ver'],
    tenant_region_scope: 'EU',
    cloud_instance_name: 'microsoftonline.com',
  };
}

/** Which names are one cloud: how a client decides whether it may trust an authority. */
export function instanceDiscovery({ tenantId, origin }: { tenantId: string; origin: string }) {
  const from = entraOriginFor(origin);
  const own = new URL(from).host;
  const aliases = [...new Set([own, ...ENTRA_HOSTS, 'sts.windows.net'])];
  return {
    tenant_discovery_endpoint: `${from}/${tenantId}/v2.0/.well-known/openid-configuration`,
    'api-version': '1.1',
    metadata: [{ preferred_network: own, preferred_cache: own, aliases }],
  };
}
