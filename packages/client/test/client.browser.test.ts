import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { build } from 'tsdown';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Served, serveGateway } from '../../gateway/src/serve.ts';
import { newApiKey } from '../../gateway/test/api-key.ts';
import { startTestGateway, type TestGateway } from '../../gateway/test/gateway.ts';

let gateway: TestGateway;
let served: Served;
let browser: Browser;
let source: string;
beforeAll(async () => {
  const outDir = await mkdtemp(join(tmpdir(), 'client-'));
  await build({ cwd: join(import.meta.dirname, '..'), outDir, dts: false, logLevel: 'silent' });
  source = await readFile(join(outDir, 'client.js'), 'utf8');
  await rm(outDir, { recursive: true });
  gateway = await startTestGateway();
  served = await serveGateway({ ...gateway, start: async () => {}, close: async () => {} });
  const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
  const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking'];
  browser = await chromium.launch({ executablePath, args });
});
afterAll(async () => {
  await browser.close();
  await served.close();
  await gateway.end();
});

test('the built client imports nothing, and works in a browser as it is', async () => {
  expect(source).not.toMatch(/^\s*import\b|\brequire\(|\bprocess\b/m);
  const page = await browser.newPage();
  // A page of the gateway's own origin, as a console of the operator would be.
  await page.goto(`${served.url}/openapi.json`);
  const bearer = await newApiKey(gateway, 'read');
  const content = `${source}\nwindow.gatewayClient = { createGatewayClient, every, GatewayProblem };`;
  await page.addScriptTag({ type: 'module', content });
  await page.waitForFunction('window.gatewayClient');
  const answer = await page.evaluate(async (key) => {
    const { createGatewayClient, every, GatewayProblem } = (
      window as unknown as { gatewayClient: typeof import('../src/client.ts') }
    ).gatewayClient;
    const client = createGatewayClient({ url: location.origin, bearer: key });
    const found: unknown[] = [];
    for await (const one of every(client.searchRegistrations, { body: { tokenTail: '12345678' } })) {
      found.push(one);
    }
    const installationId = '6a0d7f3e-8b1c-4d2e-9f40-5a6b7c8d9e0f';
    const refused = await client.readRegistration({ installationId }).catch((error: unknown) => error);
    return { found, code: refused instanceof GatewayProblem && refused.code };
  }, bearer);
  expect(answer).toEqual({ found: [], code: 'installation-unknown' });
});
