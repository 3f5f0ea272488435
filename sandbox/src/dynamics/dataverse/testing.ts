import { Agent, request } from 'undici';
import { type Certificates, createCertificates } from '../../certificates.ts';
import type { Roles } from '../entra/directory.ts';
import type { DynamicsTwinOptions } from '../start.ts';
import type { DynamicsSnapshot } from '../state.ts';
import { startTestTwin } from '../testing.ts';

/** What the tests of Dataverse and Entra share: a twin with its TLS port, and callers that hide nothing. */

let made: Promise<Certificates> | undefined;
/** A tenant that has its signing key: to make one takes long. */
let begun: DynamicsSnapshot | undefined;

/** One CA a test file. */
const testCertificates = (): Promise<Certificates> => {
  made ??= createCertificates();
  return made;
};

export async function startDataverse(options: Partial<DynamicsTwinOptions> = {}) {
  const certificates = await testCertificates();
  const t = await startTestTwin({ certificates, state: begun, ...options });
  const { dataverse } = t.twin;
  if (!dataverse) throw new Error('with certificates there is a Dataverse');
  const agent = new Agent({ connect: { ca: certificates.ca } });
  const call = async (url: string, init: Parameters<typeof request>[1] = {}) => {
    const answer = await request(url.startsWith('https:') ? url : `${dataverse.url}${url}`, {
      dispatcher: agent,
      ...init,
    });
    const text = await answer.body.text();
    const type = String(answer.headers['content-type'] ?? '');
    // biome-ignore lint/suspicious/noExplicitAny: whatever JSON came; the tests look into it.
    const json: any = type.startsWith('application/json') ? JSON.parse(text) : undefined;
    return { status: answer.statusCode, headers: answer.headers, text, json };
  };
  const form = (url: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
    call(url, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body: new URLSearchParams(fields).toString(),
    });
  if (!begun) {
    await call(`/${dataverse.tenantId}/discovery/keys`);
    begun = t.twin.snapshot();
  }
  return {
    ...{ ...t, dataverse, ca: certificates.ca, call, form },
    /** Registers an app with these roles, and returns how it reads: a path below `/api/data/v9.2/`. */
    async reader(roles?: Roles | null) {
      const { clientId, clientSecret } = t.twin.createAppRegistration(roles === undefined ? {} : { roles });
      const { json } = await form(dataverse.tokenUrl, {
        ...{ grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret },
        scope: `${dataverse.url}/.default`,
      });
      const headers = { authorization: `Bearer ${json.access_token}`, accept: 'application/json' };
      const get = (path: string, more: Record<string, string> = {}) =>
        call(`/api/data/v9.2/${path}`, { headers: { ...headers, ...more } });
      const find = (filter: string, set = 'contacts') => get(`${set}?$filter=${encodeURIComponent(filter)}`);
      return { clientId, headers, get, find };
    },
    async close() {
      await Promise.all([t.twin.close(), agent.close()]);
    },
  };
}
