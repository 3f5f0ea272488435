import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { type Sandbox, startSandbox } from '../sandbox.ts';
import { check } from './check.ts';
import type { Progress } from './checklist.ts';

/** Far longer than a check takes to end, and shorter than it waits for a page or a site. */
const ENDS_WITHIN_MS = 20_000;

let cutAt = 0;
const cut = () => {
  cutAt = performance.now();
};
const endedSoon = () => expect(performance.now() - cutAt).toBeLessThan(ENDS_WITHIN_MS);

describe('a check that is cut short while it waits for a page', () => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await startSandbox({ gateway: false, phones: ['iphone'] });
  });
  afterAll(() => sandbox.close());
  /** Its first item reinstalls the app, and waits for the start page. */
  const checkUntilFirstItem = (cutShort: () => unknown, signal?: AbortSignal) =>
    check({
      ...{ sandbox: sandbox.connection(), pages: ['bare'], ...(signal ? { signal } : {}) },
      onProgress({ kind }: Progress) {
        if (kind !== 'began') return;
        cut();
        cutShort();
      },
    });

  it('ends at once when it is interrupted', async () => {
    const interrupted = new AbortController();
    const reason = new Error('Somebody has pressed Ctrl+C.');
    await expect(checkUntilFirstItem(() => interrupted.abort(reason), interrupted.signal)).rejects.toBe(
      reason,
    );
    endedSoon();
  });

  it.each([
    ['browser is killed', (browser: number) => [browser]],
    ['tab crashes', renderersOf],
  ])('ends at once when its %s, and judges nothing', async (_, struck) => {
    const browser = await watchedBrowser();
    const seen: Progress['kind'][] = [];
    const checked = checkUntilFirstItem(async () => {
      seen.push('began');
      for (const pid of struck(await browser.pid())) process.kill(pid, 'SIGKILL');
    });
    await expect(checked).rejects.toMatchObject({ name: 'CheckFailure', code: 'browser-ended' });
    expect(seen).toEqual(['began']);
    endedSoon();
  });
});

/** Process ids of what shows the pages of a browser. */
function renderersOf(browser: number): number[] {
  const all = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => /^ *(\d+) +(\d+) (.*)/.exec(line) ?? [])
    .map(([, pid, parent, command = '']) => ({ pid: Number(pid), parent: Number(parent), command }));
  const below = (parent: number): typeof all =>
    all.filter((one) => one.parent === parent).flatMap((one) => [one, ...below(one.pid)]);
  return below(browser)
    .filter(({ command }) => command.includes('--type=renderer'))
    .map(({ pid }) => pid);
}

it('a check that is interrupted while the customer’s site is asked ends at once', async () => {
  const interrupted = new AbortController();
  const reason = new Error('Somebody has pressed Ctrl+C.');
  const site = createServer(({ headers }, response) => {
    // The phones have their page; the check itself is answered by nobody.
    if (headers.accept === 'text/html,*/*;q=0.8') {
      cut();
      interrupted.abort(reason);
    } else response.setHeader('content-type', 'text/html').end('<!doctype html>');
  }).listen(0, '127.0.0.1');
  onTestFinished(() => void site.close());
  await once(site, 'listening');
  const app = `http://127.0.0.1:${(site.address() as AddressInfo).port}/`;
  await using sandbox = await startSandbox({ gateway: false, phones: ['iphone'], app });
  const checked = check({
    ...{ sandbox: sandbox.connection(), pages: ['app'], signal: interrupted.signal },
  });
  await expect(checked).rejects.toBe(reason);
  endedSoon();
});

/** Lets the check start a browser that writes down its process id. */
async function watchedBrowser(): Promise<{ pid(): Promise<number> }> {
  const folder = await mkdtemp(join(tmpdir(), 'watched-browser-'));
  const [browser, note] = [join(folder, 'chromium'), join(folder, 'pid')];
  const real = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
  await writeFile(browser, `#!/bin/sh\necho $$ > '${note}'\nexec '${real}' "$@"\n`);
  await chmod(browser, 0o755);
  vi.stubEnv('CHROMIUM_PATH', browser);
  onTestFinished(async () => {
    vi.unstubAllEnvs();
    await rm(folder, { recursive: true, force: true });
  });
  return { pid: async () => Number(await readFile(note, 'utf8')) };
}
