import { randomUUID } from 'node:crypto';
import { openApi } from '@journeys-push/contract/openapi';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newApiKey } from '../../test/api-key.ts';
import { ANNA, announceDevice, startTestGateway, type TestGateway } from '../../test/gateway.ts';

/** The calls that /docs shows. */

let gateway: TestGateway;
let calls: string[];
const known: Record<string, string> = {};
beforeAll(async () => {
  gateway = await startTestGateway();
  const device = await announceDevice(gateway);
  await device.bind(ANNA);
  Object.assign(known, {
    GATEWAY: 'http://gateway.test',
    API_KEY: await newApiKey(gateway, 'read', 'register', 'admin', 'tokens'),
    CREDENTIAL: device.credential,
    INSTALLATION_ID: device.id,
    USER_ID: ANNA,
    ERASURE_ID: randomUUID(),
    SECRET: 'a-secret',
  });
  const page = await (await gateway.fetch(new Request('http://gateway.test/docs'))).text();
  calls = [...page.matchAll(/<pre>(.*?)<\/pre>/gs)].map(([, call = '']) => unescaped(call));
});
afterAll(() => gateway.end());

const unescaped = (text: string) =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');

/** As a shell would read it, where the variables are set. */
function requestOf(call: string): Request {
  const set = call.replace(/\$([A-Z_]+)/g, (_, name: string) => known[name] ?? `unset ${name}`);
  const [, method = '', url = ''] = /^curl -X (\w+) "([^"]+)"/.exec(set) ?? [];
  const headers = [...set.matchAll(/-H ["']([^:]+): ([^"']+)["']/g)].map(
    ([, name = '', value = '']) => [name, value] as [string, string],
  );
  const [, body] = /-d '(.*)'$/s.exec(set) ?? [];
  return new Request(url, { method, headers, ...(body && { body }) });
}

test('every call that is shown is one that the gateway understands', async () => {
  const count = Object.values(openApi().paths).flatMap((path) => Object.keys(path)).length;
  expect(calls).toHaveLength(count);
  const misunderstood: unknown[] = [];
  // What ends or erases something comes last.
  const inOrder = [...calls].sort(
    (a, b) => Number(a.includes('-X DELETE')) - Number(b.includes('-X DELETE')),
  );
  for (const call of inOrder) {
    const answer = await gateway.fetch(requestOf(call));
    const text = await answer.text();
    // The device of this test has enrolled already.
    const isKnown = text.includes('"credential-invalid"') && call.includes('enrollmentKey');
    if ([400, 401, 403, 405, 415, 422].includes(answer.status) && !isKnown) misunderstood.push([call, text]);
  }
  expect(misunderstood).toEqual([]);
});
