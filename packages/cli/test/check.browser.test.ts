import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { bin, startIn } from './command.ts';

const folder = mkdtempSync(join(tmpdir(), 'journeys-push-cli-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The command as a person runs it, in an empty folder of their own. */
const start = (...args: string[]) => startIn(folder, {}, ...args);

describe('journeys-push check', () => {
  it('is green on one phone, and its reports say so', async () => {
    const { ended } = start(
      ...['check', '--profile', 'iphone', '--page', 'median-js-bridge', '--json'],
      ...['--html', 'reports/check.html', '--junit', 'reports/check.xml'],
    );
    const { code, stdout, stderr } = await ended;
    expect(stderr).toMatch(/✓ iPhone 17, page with median-js-bridge\s+15 of 15/);
    expect(stderr).toContain('All 15 checks passed');
    expect(code).toBe(0);
    const result = JSON.parse(stdout);
    expect(result).toMatchObject({
      format: 'journeys-push-check/1',
      passed: true,
      counts: { passed: 15, failed: 0, blocked: 0 },
      runs: [{ profile: 'iphone', page: 'median-js-bridge' }],
    });
    const numbers = result.runs[0].items.map(({ number }: { number: number }) => number);
    expect(numbers).toEqual([1, 2, 3, 4, 5, 6, 7, 9, 11, 12, 14, 15, 16, 17, 18]);
    // Tokens are addresses of people: no evidence shows a whole one.
    expect(stdout).not.toMatch(/[0-9a-f]{64}/);
    expect(readFileSync(join(folder, 'reports/check.html'), 'utf8')).toContain('All 15 checks passed');
    expect(readFileSync(join(folder, 'reports/check.xml'), 'utf8')).toContain('tests="15"');
  });

  it.each(['2', '14', '17'])('gives item %s alone the verdict it has among the others', async (only) => {
    const { code, stdout } = await start(
      'check',
      '--profile',
      'android-14',
      '--page',
      'bare',
      '--json',
      '--only',
      only,
    ).ended;
    expect(JSON.parse(stdout).runs).toMatchObject([{ items: [{ number: Number(only), status: 'passed' }] }]);
    expect(code).toBe(0);
  });

  it('says what it cannot do, and that is not a red check', async () => {
    expect(await start('check', '--profile', 'iphone', '--only', '10').ended).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringMatching(/No item .* applies[\s\S]*Item 10 needs android-12/),
    });
    expect(await start('check', '--nope').ended).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/There is no option --nope[\s\S]*--help/),
    });
    expect(await start('chekc').ended).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^Unknown command chekc\. See journeys-push --help/),
    });
    expect(await start('check', '--html', `${bin}/x.html`, '--only', '3').ended).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/journeys-push\.mjs\/x\.html cannot be written/),
    });
  });

  it('finds out before the check that a report has no place', async () => {
    expect(await start('check', '--junit', '.').ended).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/cannot be written: it is a folder/),
    });
  });

  it('comes to no verdict where nobody hears it, and still writes its report', async () => {
    const { child, ended } = start(
      ...['check', '--profile', 'android-14', '--page', 'bare', '--only', '2'],
      ...['--json', '--junit', 'unheard.xml'],
    );
    child.stdout.destroy();
    child.stderr.destroy();
    expect((await ended).code).toBe(2);
    expect(readFileSync(join(folder, 'unheard.xml'), 'utf8')).toContain('tests="1"');
  });

  it.each(['--help', '-h'])('explains itself with %s', async (help) => {
    const { code, stdout } = await start('check', help).ended;
    expect(code).toBe(0);
    for (const option of [
      '--app',
      '--link',
      '--profile',
      '--page',
      '--only',
      '--json',
      '--html',
      '--junit',
      '--phone',
    ])
      expect(stdout).toContain(option);
    expect((await start(help).ended).stdout).toContain('check');
  });
});
