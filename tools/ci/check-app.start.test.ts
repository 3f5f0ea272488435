import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { runAction } from './testing/run-action.ts';

/** Processes whose command line names one of these. */
function processesOf(...marks: string[]): string[] {
  const all = execFileSync('ps', ['-eo', 'pid,args'], { encoding: 'utf8' }).split('\n');
  return all.filter((line) => marks.some((mark) => line.includes(mark)));
}

function listen(): Promise<Server> {
  const server = createServer((_, response) => void response.end('somebody else'));
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

async function freePort(): Promise<number> {
  const server = await listen();
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe('the action in the workflow of a customer’s web app', () => {
  const workspace = mkdtempSync(join(tmpdir(), 'journeys-push-customer-'));
  const shop = join(workspace, 'shop');
  const clone = inject('clone');
  let port: number;
  const app = () => `http://localhost:${port}/`;
  const call = (inputs: Record<string, string>) =>
    runAction({
      ...{ action: clone, workspace },
      inputs: { app: app(), 'working-directory': 'shop', ...inputs },
      // Many build jobs have it.
      env: { NODE_ENV: 'production' },
    });
  const run = async (inputs: Record<string, string>) => {
    const running = call(inputs);
    const code = await running.exit;
    return { code, ...running.output() };
  };
  const nothingIsLeft = async () => {
    await expect(fetch(app())).rejects.toThrow();
    expect(processesOf(clone, workspace)).toEqual([]);
  };

  beforeAll(async () => {
    cpSync(new URL('testing/shop', import.meta.url), shop, { recursive: true });
    port = await freePort();
  });
  afterAll(() => {
    rmSync(workspace, { recursive: true, force: true });
  });

  it('is green on three phones, and leaves its reports', async () => {
    const { code, stderr } = await run({ start: `PORT=${port} npm start` });
    expect(stderr).toContain('All 44 checks passed');
    expect(code).toBe(0);
    const report = (name: string) => readFileSync(join(shop, 'journeys-push-report', name), 'utf8');
    expect(report('check.xml')).toMatch(/<testsuites [^>]*tests="44" failures="0" errors="0"/);
    expect(report('check.html')).toContain('All 44 checks passed');
    expect(report('app.log')).toContain('The shop is open.');
    await nothingIsLeft();
  });

  it('is red when a tap does not get where the push leads, and says where it got', async () => {
    const { code, stderr } = await run({
      start: `SIGNED_OUT=1 PORT=${port} npm start`,
      ...{ link: '/orders/42', profile: 'iphone', only: '14', report: 'reports/push' },
    });
    expect(code).toBe(1);
    const expected = 'the tap to open /orders/42, with the app in the background';
    const came = 'the page is at /login';
    expect(stderr).toMatch(new RegExp(`expected +${expected}\n +came +${came}\n`));
    for (const name of ['check.html', 'check.xml']) {
      const report = readFileSync(join(shop, 'reports/push', name), 'utf8');
      expect(report).toContain(expected);
      expect(report).toContain(came);
    }
    await nothingIsLeft();
  });

  it('is not made when the start command ends, and shows why it did', async () => {
    const { code, stderr } = await run({ start: 'node severr.mjs' });
    expect(stderr).toContain(`The start command ended before ${app()} answered.`);
    expect(stderr).toMatch(/Cannot find module '.*\/severr\.mjs'/);
    expect(code).toBe(2);
    await nothingIsLeft();
  });

  it('is not made when the app does not answer in time', async () => {
    const start = `node -e 'setInterval(() => {}, 1000)' ${shop} & wait`;
    const { code, stderr } = await run({ start, 'wait-seconds': '1' });
    expect(stderr).toContain(`${app()} did not answer within 1 s: ECONNREFUSED`);
    expect(code).toBe(2);
    await nothingIsLeft();
  });

  it('is not made on somebody else’s app', async () => {
    const other = await listen();
    const { port: taken } = other.address() as AddressInfo;
    const address = `http://localhost:${taken}/`;
    const { code, stderr } = await run({ app: address, start: 'npm start' });
    expect(stderr).toContain(`Something answers at ${address} before your app was started`);
    expect(code).toBe(2);
    // It is none of ours to end.
    expect((await fetch(address)).status).toBe(200);
    other.closeAllConnections();
    other.close();
  });

  it.each([
    ['waits', () => `node -e 'setInterval(() => {}, 1000)' ${shop}`, 'setInterval'],
    ['checks', () => `PORT=${port} npm start`, 'packages/cli/src/main.ts'],
  ])('ends everything when the job is cancelled while it %s', async (_, start, there) => {
    const running = call({ start: start() });
    await expect.poll(() => processesOf(clone, shop).join('\n'), { timeout: 120_000 }).toContain(there);
    running.child.kill('SIGINT');
    expect(await running.exit).toBe(130);
    await nothingIsLeft();
  });
});
