import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startTestTwin } from '../testing.ts';
import { startDataverse } from './testing.ts';

let t: Awaited<ReturnType<typeof startDataverse>>;
beforeEach(async () => {
  t = await startDataverse();
});
afterEach(() => t.close());

const ask = () => t.form(t.dataverse.tokenUrl, { grant_type: 'client_credentials' });

describe('planted faults', () => {
  test('a status takes the place of a token or of rows, with Retry-After', async () => {
    const reader = await t.reader();
    t.twin.faults.plant({ route: 'token', times: 1, effect: { kind: 'status', status: 503, retryAfter: 4 } });
    const token = await ask();
    expect([token.status, token.headers['retry-after'], token.json.error]).toEqual([
      ...[503, '4', 'temporarily_unavailable'],
    ]);
    t.twin.faults.plant({ route: 'dataverse', effect: { kind: 'status', status: 429, retryAfter: 9 } });
    const { status, headers, json } = await reader.get('contacts');
    expect([status, headers['retry-after'], json.error.code]).toEqual([429, '9', '0x80072322']);
    t.twin.faults.clear();
    expect((await reader.get('contacts')).status).toBe(200);
    expect(t.kinds()).toContain('request.faulted');
  });

  test('a dropped and a garbled answer are what they say, on their route only', async () => {
    const reader = await t.reader();
    t.twin.faults.plant({ route: 'dataverse', times: 1, effect: { kind: 'drop' } });
    await expect(reader.get('contacts')).rejects.toThrow();
    t.twin.faults.plant({ route: 'dataverse', times: 1, effect: { kind: 'garbage' } });
    await expect(reader.get('contacts')).rejects.toThrow(SyntaxError);
    t.twin.faults.plant({ route: 'token', effect: { kind: 'drop' } });
    expect((await reader.get('contacts')).status).toBe(200);
    const keys = await t.call(`/${t.dataverse.tenantId}/discovery/keys`);
    expect(keys.status).toBe(200);
  });
});

test('without certificates there is no Dataverse, and apps can be registered all the same', async () => {
  const plain = await startTestTwin();
  expect(plain.twin.dataverse).toBeUndefined();
  expect(plain.twin.createAppRegistration().clientId).toMatch(/^[0-9a-f-]{36}$/);
  await plain.twin.close();
});

test('the port is free again after the end, and a taken one leaves nothing open', async () => {
  const { port } = t.dataverse;
  const publicPort = Number(new URL(t.twin.publicEndpoint).port);
  await expect(startDataverse({ dataversePort: port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  await expect(startDataverse({ port: publicPort })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  await t.close();
  t = await startDataverse({ dataversePort: port });
  expect(t.dataverse.port).toBe(port);
});

test('a body that is too large is refused', async () => {
  const answer = await t.form(t.dataverse.tokenUrl, { client_secret: 'x'.repeat(70_000) });
  expect(answer.status).toBe(413);
});
