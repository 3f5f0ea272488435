import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

/** As much of Playwright's report as is looked at. */
interface Report {
  suites: Suite[];
  errors: { message: string }[];
}
interface Suite {
  suites?: Suite[];
  specs: {
    title: string;
    tests: {
      results: {
        status: string;
        errors: { message: string }[];
        attachments: { name: string; body?: string; path?: string }[];
      }[];
    }[];
  }[];
}

let folder: string;
let report: Report;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'playwright-'));
  const { default: manifest } = await import('@playwright/test/package.json', { with: { type: 'json' } });
  const cli = join(import.meta.dirname, '../../../node_modules/@playwright/test', manifest.bin.playwright);
  const env = {
    ...process.env,
    NODE_OPTIONS: '--conditions=journeys-push-source',
    PLAYWRIGHT_OUTPUT: folder,
  };
  const args = [cli, 'test', '--config', join(import.meta.dirname, 'testing/playwright.config.ts')];
  const output = await new Promise<string>((resolve) => {
    // It ends with 1 where a test has failed, as one does here.
    execFile(process.execPath, args, { env, maxBuffer: 2 ** 26 }, (_, stdout) => resolve(stdout));
  });
  report = JSON.parse(output) as Report;
}, 120_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

const resultOf = (title: string) => {
  const all = (suite: Suite): Suite['specs'] => [...suite.specs, ...(suite.suites ?? []).flatMap(all)];
  const spec = report.suites.flatMap(all).find((one) => one.title === title);
  const result = spec?.tests[0]?.results[0];
  if (!result) throw new Error(`no result of "${title}": ${JSON.stringify(report.errors)}`);
  return result;
};

test.each([
  'page is the phone’s WebView: it follows taps, kills and launches',
  'has options of its own, and a fresh page',
])('in Playwright: %s', (title) => {
  const { status, errors } = resultOf(title);
  expect({ status, errors }).toEqual({ status: 'passed', errors: [] });
});

test('a test that fails says why, and its report has the phone’s timeline', async () => {
  const { status, errors, attachments } = resultOf('fails by intent');
  expect(status).toBe('failed');
  expect(errors[0]?.message).toContain('No push was sent that could become “Never sent”.');
  const timeline = attachments.find(({ name }) => name === 'timeline');
  const text = timeline?.path
    ? await readFile(timeline.path, 'utf8')
    : Buffer.from(timeline?.body ?? '', 'base64').toString();
  expect(text).toContain('app.launched');
});
