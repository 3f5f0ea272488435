import { sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { connect } from 'node:http2';
import { text } from 'node:stream/consumers';
import type { Sandbox } from '../../../../../src/sandbox.ts';

type Apns = ReturnType<Sandbox['connection']>['apns'];

const base64url = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A provider token, as Apple wants it. */
function providerToken({ keyId, teamId, key }: Apns): string {
  const claims = { iss: teamId, iat: Math.floor(Date.now() / 1000) };
  const signed = `${base64url({ alg: 'ES256', kid: keyId })}.${base64url(claims)}`;
  const signature = sign('sha256', Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' });
  return `${signed}.${signature.toString('base64url')}`;
}

/** Sends what Dynamics never does, such as a badge or a thread, straight to the twin of APNs. */
export async function sendApns(
  sandbox: Sandbox,
  token: string,
  { aps, collapseId }: { aps: object; collapseId?: string },
): Promise<void> {
  const { apns, ca } = sandbox.connection();
  const session = connect(apns.url, { ca: readFileSync(ca) });
  const stream = session.request({
    ...{ ':method': 'POST', ':path': `/3/device/${token}`, authorization: `bearer ${providerToken(apns)}` },
    ...{ 'apns-topic': apns.bundleId, 'apns-push-type': 'alert' },
    ...(collapseId === undefined ? {} : { 'apns-collapse-id': collapseId }),
  });
  let status = 0;
  stream.on('response', (headers) => {
    status = Number(headers[':status']);
  });
  stream.end(JSON.stringify({ aps }));
  const answer = await text(stream);
  session.close();
  if (status !== 200) throw new Error(`APNs answers ${status} ${answer}`);
}
