/** How a device is registered with each of the two: the same device, the same owner, one request. */
import type { bodyOf } from '../gateway-ingest/people.ts';

export type Registration = ReturnType<typeof bodyOf>;
export type Peer = 'gateway' | 'parse-server';

function post(path: string, headers: string[], body: object): Buffer {
  const text = JSON.stringify(body);
  const head = [
    `POST ${path} HTTP/1.1`,
    'host: 127.0.0.1',
    ...headers,
    'content-type: application/json',
    `content-length: ${Buffer.byteLength(text)}`,
  ];
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${text}`);
}

/** Fields that parse-server knows have their columns, the rest lies in one column of JSON, as with the gateway. */
function installationOf({ userId, info }: Registration): object {
  const { installationId, apnsToken, platform, appId, appVersion, language, timeZone, ...facts } = info;
  return {
    ...{ installationId, deviceToken: apnsToken, deviceType: platform, appIdentifier: appId, appVersion },
    ...{ localeIdentifier: language, timeZone, userId, facts },
  };
}

/** The key is an API key of the gateway, or parse-server's application id. */
export const requestTo: Record<Peer, (key: string, registration: Registration) => Buffer> = {
  gateway: (key, registration) => post('/v1/registrations', [`authorization: Bearer ${key}`], registration),
  'parse-server': (key, registration) =>
    post(
      '/parse/installations',
      [`x-parse-application-id: ${key}`, `x-parse-installation-id: ${registration.info.installationId}`],
      installationOf(registration),
    ),
};
