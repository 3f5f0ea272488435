import { afterAll, beforeAll, expect, test } from 'vitest';
import { newApiKey } from '../../test/api-key.ts';
import { announceDevice, startTestGateway, type TestGateway } from '../../test/gateway.ts';

let gateway: TestGateway;
let key: string;
beforeAll(async () => {
  gateway = await startTestGateway();
  key = await newApiKey(gateway, 'read');
  await announceDevice(gateway);
});
afterAll(() => gateway.end());

const ask = (method: string, kind: string) =>
  gateway.fetch(
    new Request(`http://gateway.test/v1/admin/exports/${kind}?format=csv`, {
      method,
      headers: { authorization: `Bearer ${key}` },
    }),
  );

test('whoever asks for the head of an export gets that, and holds up no other', async () => {
  for (let call = 0; call < 3; call++) {
    const head = await ask('HEAD', 'ledger');
    expect(head.status).toBe(200);
    expect(head.headers.get('content-type')).toContain('text/csv');
    expect(head.headers.get('content-disposition')).toContain('ledger-');
    expect(await head.text()).toBe('');
  }
  const whole = await ask('GET', 'installations');
  expect(whole.status).toBe(200);
  expect(await whole.text()).toContain('com.example.shop');
  const { rows } = await gateway.database.pool.query(
    'select action, subject from audit where subject like $1',
    ['export:%'],
  );
  expect(rows.map(({ subject }) => subject)).not.toContain('export:ledger');
});
