import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { ANNA, announceDevice, send, startTestGateway } from '../../test/gateway.ts';
import { createIssuer } from '../../test/issuer.ts';

const page = new URL('../../../../docs/gateway/identity.md', import.meta.url);
/** Where Node finds jose. */
const cwd = fileURLToPath(new URL('.', import.meta.url));

/** Runs the page's lines in a process of their own and asks them for one token. */
async function documentedToken(userId: string, privatePem: string): Promise<string> {
  const [, lines = ''] = /```js\n(import .*?)```/s.exec(await readFile(page, 'utf8')) ?? [];
  const program = `${lines}\nprocess.stdout.write(await identityToken(${JSON.stringify(userId)}));`;
  const env = { ...process.env, IDENTITY_KEY: privatePem };
  const run = promisify(execFile)(process.execPath, ['--input-type=module', '--eval', program], { cwd, env });
  return (await run).stdout;
}

test('the ten lines of docs/gateway/identity.md sign a token that the gateway takes, with everything switched on', async () => {
  const issuer = await createIssuer({ now: Date.now }, { kid: '2026-11' });
  const audience = 'https://push.example.com';
  const gateway = await startTestGateway({
    identity: { mode: 'required', audience, publicKeys: [issuer.jwk], oneTime: true },
  });
  const device = await announceDevice(gateway);
  const body = { userId: ANNA, identityToken: await documentedToken(ANNA, issuer.privatePem) };
  const answer = await send(gateway, `PUT ${device.path}/user`, { body, credential: device.credential });
  expect(answer.status).toBe(202);
  await gateway.end();
});
