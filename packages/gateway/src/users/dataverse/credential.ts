import type { TokenCredential } from '@azure/identity';
import type { Credential } from './config.ts';

/** An access token for the scope; rejects with what Entra or the library said. */
export type GetToken = (scope: string, signal: AbortSignal) => Promise<string>;

/** Hosts that the library knows; of any other it must not ask Microsoft whether it is one. */
const KNOWN_HOST = /(^|\.)(microsoftonline\.(com|us)|partner\.microsoftonline\.cn)$/;

/**
 * Tokens of Entra by client credentials. `@azure/identity` is loaded with the first one, since it is large; it keeps
 * a token until shortly before its end.
 */
export function createGetToken(credential: Credential): GetToken {
  let loading: Promise<TokenCredential> | undefined;
  return async (scope, abortSignal) => {
    loading ??= load(credential);
    const token = await (await loading).getToken(scope, { abortSignal });
    if (!token) throw new Error('Entra issued no token');
    return token.token;
  };
}

async function load(credential: Credential): Promise<TokenCredential> {
  const azure = await import('@azure/identity');
  if (credential.kind === 'default') return new azure.DefaultAzureCredential();
  const { tenantId, clientId, authorityHost } = credential;
  const options = authorityHost ? optionsFor(authorityHost) : {};
  if (credential.kind === 'secret')
    return new azure.ClientSecretCredential(tenantId, clientId, credential.clientSecret, options);
  const { certificate, password: certificatePassword } = credential;
  const secured = certificatePassword ? { certificatePassword } : {};
  return isPem(certificate)
    ? new azure.ClientCertificateCredential(tenantId, clientId, { certificate, ...secured }, options)
    : new azure.ClientCertificateCredential(
        tenantId,
        clientId,
        { certificatePath: certificate, ...secured },
        options,
      );
}

const isPem = (text: string): boolean => text.includes('-----BEGIN ');

const optionsFor = (authorityHost: string) => ({
  authorityHost,
  disableInstanceDiscovery: !KNOWN_HOST.test(new URL(authorityHost).hostname),
});
