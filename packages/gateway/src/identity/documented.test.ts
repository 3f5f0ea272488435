import { readFile } from 'node:fs/promises';
import { expect, test, vi } from 'vitest';
import { ANNA, announceDevice, send, startTestGateway } from '../../test/gateway.ts';
import { createIssuer } from '../../test/issuer.ts';

const page = new URL('../../../../docs/gateway/identity.md', import.meta.url);

test('the ten lines of docs/gateway/identity.md sign a token that the gateway takes, with everything switched on', async () => {
  const issuer = await createIssuer({ now: Date.now }, { kid: '2026-11' });
  vi.stubEnv('IDENTITY_KEY', issuer.privatePem);
  const text = await readFile(page, 'utf8');
  const [, code = ''] = /```js\n(import .*?)```/s.exec(text) ?? [];
  const runnable = code.replace("'jose'", JSON.stringify(import.meta.resolve('jose')));
  const { identityToken } = await import(
    /* @vite-ignore */ `data:text/javascript,${encodeURIComponent(runnable)}`
  );
  const gateway = await startTestGateway({
    identity: {
      mode: 'required',
      audience: 'https://push.example.com',
      publicKeys: [issuer.jwk],
      oneTime: true,
    },
  });
  const device = await announceDevice(gateway);
  const body = { userId: ANNA, identityToken: await identityToken(ANNA) };
  const answer = await send(gateway, `PUT ${device.path}/user`, { body, credential: device.credential });
  expect(answer.status).toBe(202);
  await gateway.end();
});
