/**
 * A client of Entra and Dataverse with Microsoft's libraries, in a process of its own for `../azure-clients.test.ts`:
 * one JSON argument says which credential it has and what it reads; it prints what came of it.
 */
import { ClientCertificateCredential, ClientSecretCredential } from '@azure/identity';
import { ConfidentialClientApplication } from '@azure/msal-node';

const { way, tenantId, clientId, clientSecret, certificate, options, scope, read } = JSON.parse(
  process.argv[2] ?? '{}',
);

async function tokenByMsal() {
  const authority = `${options.authorityHost}/${tenantId}`;
  const { host } = new URL(authority);
  const auth = { clientId, clientSecret, authority, knownAuthorities: [host] };
  const client = new ConfidentialClientApplication({ auth });
  return (await client.acquireTokenByClientCredential({ scopes: [scope] }))?.accessToken;
}

async function tokenByIdentity() {
  const credential =
    way === 'certificate'
      ? new ClientCertificateCredential(tenantId, clientId, { certificate }, options)
      : new ClientSecretCredential(tenantId, clientId, clientSecret, options);
  return (await credential.getToken(scope)).token;
}

try {
  const token = await (way === 'msal' ? tokenByMsal() : tokenByIdentity());
  const headers = { authorization: `Bearer ${token}`, accept: 'application/json', 'OData-Version': '4.0' };
  const answer = await fetch(read, { headers });
  process.stdout.write(JSON.stringify({ status: answer.status, body: await answer.json() }));
} catch (error) {
  const { name, errorCode, message, errorResponse } = error;
  process.stdout.write(JSON.stringify({ name, errorCode, message, errorResponse }));
}
