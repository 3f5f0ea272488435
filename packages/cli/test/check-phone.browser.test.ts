import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openChromium } from '../../../sandbox/src/report/testing/chromium.ts';
import { startIn } from './command.ts';
import { playPerson } from './person.ts';

const folder = mkdtempSync(join(tmpdir(), 'journeys-push-phone-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const ADA = { user: 'abc123-user-uuid', contact: '6f1c1f5e-8f0a-4c0e-9a52-3d2c7b1e0a01' };

describe('journeys-push check --phone', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openChromium();
  });
  afterAll(() => browser?.close());

  it.each([
    ['an iPhone', 'iphone', [1, 2, 3, 4, 5, 6, 7, 9, 11, 12, 14, 15, 16, 17, 18]],
    ['Android 14', 'android-14', [1, 2, 3, 4, 5, 6, 8, 9, 11, 13, 14, 15, 16, 17, 18]],
    ['Android 12', 'android-12', [3, 4, 5, 6, 8, 9, 10, 11, 13, 14, 15, 16, 17, 18]],
  ])(
    'is green on %s, on the shell’s own core, with a person who does what the page says',
    async (_, profile, numbers) => {
      const gateway = await openTenant();
      const { child, output, ended } = startIn(
        folder,
        { JOURNEYS_PUSH_API_KEY: 'jpk_test' },
        ...['check', '--phone', '--port', '0', '--user', ADA.user, '--contact', ADA.contact],
        ...['--gateway', gateway.url, '--json', '--html', `${profile}.html`],
      );
      const pageUrl = () => /http:\/\/127\.0\.0\.1:\d+\/\w+\//.exec(output.stderr)?.[0];
      await expect.poll(pageUrl, { timeout: 90_000 }).toBeDefined();
      const { startSandbox } = await import('@journeys-push/sandbox');
      const sandbox = await startSandbox({ app: pageUrl() });
      try {
        const person = await playPerson({
          browser,
          sandbox,
          profile,
          contact: ADA.contact,
        });
        gateway.ask(person.record);
        const { code, stdout, stderr } = await Promise.race([ended, person.fails]);
        expect(stderr).toContain(`All ${numbers.length} checks passed`);
        expect(code).toBe(0);
        const result = JSON.parse(stdout);
        expect(result.runs[0].items.map(({ number }: { number: number }) => number)).toEqual(numbers);
        expect(result.runs[0].page).toBe('phone');
        // Whole tokens stay on the phone.
        expect(stdout).not.toMatch(/[0-9a-f]{64}|[\w-]{100}/);
        expect(readFileSync(join(folder, `${profile}.html`), 'utf8')).toContain('A person held the phone');
        await expect.poll(person.page).toContain(`All ${numbers.length} checks passed.`);
        person.stop();
      } finally {
        child.kill('SIGTERM');
        await sandbox.close();
        await gateway.close();
      }
    },
    240_000,
  );

  it('ends when it is interrupted, and was no verdict', async () => {
    const { child, output, ended } = startIn(folder, {}, 'check', '--phone', '--port', '0', '--user', 'ada');
    await expect.poll(() => output.stderr, { timeout: 90_000 }).toContain('Waiting for the phone');
    child.kill('SIGINT');
    expect(await ended).toMatchObject({ code: 130, stdout: '' });
  }, 120_000);
});

/** Stands for the gateway's one route: what the twin's device table has, in the gateway's words. */
async function openTenant() {
  let record: ((installationId: string) => Promise<object>) | undefined;
  const server = createServer(async (request, response) => {
    const id = /^\/v1\/registrations\/([\w-]+)$/.exec(request.url ?? '')?.[1] ?? '';
    response.setHeader('content-type', 'application/json');
    const mayAsk = request.headers.authorization === 'Bearer jpk_test';
    response.statusCode = !mayAsk ? 401 : record ? 200 : 404;
    response.end(JSON.stringify(await (record?.(id) ?? { code: 'installation-unknown' })));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ask(answer: NonNullable<typeof record>) {
      record = answer;
    },
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
