import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';

const bin = new URL('../bin/journeys-push.mjs', import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), 'journeys-push-cli-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The command as a person runs it, in an empty folder of their own. */
const start = (...args: string[]) => startWith({}, ...args);

function startWith(added: NodeJS.ProcessEnv, ...args: string[]) {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('VITEST')));
  const child = spawn(process.execPath, [bin, ...args], {
    cwd: folder,
    env: { ...env, ...added },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => {
    output.stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    output.stderr += chunk;
  });
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, ...output }));
  return { child, output, ended };
}

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
    for (const option of ['--app', '--link', '--profile', '--page', '--only', '--json', '--html', '--junit'])
      expect(stdout).toContain(option);
    expect((await start(help).ended).stdout).toContain('check');
  });

  describe('when it is interrupted', () => {
    /** A folder for temporary files that PostgreSQL's own account may enter. */
    const temporary = mkdtempSync(join(tmpdir(), 'journeys-push-cli-tmp-'));
    chmodSync(temporary, 0o711);
    afterAll(() => rmSync(temporary, { recursive: true, force: true }));
    const files = () => readdirSync(temporary).filter((name) => !name.startsWith('tsx-'));
    const starting = () => files().some((name) => name.startsWith('journeys-push-'));
    const hasProcess = (option: string) => () =>
      commandsNaming(temporary).some((command) => command.includes(option));
    const browserStarting = hasProcess('--user-data-dir');
    const running = hasProcess('--type=renderer');
    const begin = async (moment: () => boolean) => {
      const started = startWith({ TMPDIR: temporary }, 'check', '--profile', 'iphone');
      await expect.poll(moment, { timeout: 40_000, message: started.output.stderr }).toBe(true);
      return started;
    };
    const nothingLeft = () =>
      expect
        .poll(() => [...files(), ...commandsNaming(temporary)], { timeout: 10_000, interval: 200 })
        .toEqual([]);

    it.each([
      ['while it starts', ['SIGINT'], 130, starting],
      ['while it starts, twice', ['SIGTERM', 'SIGINT'], 143, starting],
      ['while its browser starts', ['SIGINT'], 130, browserStarting],
      ['in the middle', ['SIGTERM'], 143, running],
      ['in the middle, twice', ['SIGINT', 'SIGINT'], 130, running],
      ['by the end of its terminal', ['SIGHUP'], 129, running],
    ] as const)('leaves nothing behind: %s', async (_, signals, code, moment) => {
      const { child, ended } = await begin(moment);
      for (const signal of signals) {
        child.kill(signal);
        // Two at once may be one.
        await pause(100);
      }
      expect(await ended).toEqual({ code, stdout: '', stderr: 'Interrupted.\n' });
      expect(files()).toEqual([]);
      await nothingLeft();
    });

    it('leaves nothing behind when something of ours throws, which is no verdict', async () => {
      const fault = `
        const waiting = setInterval(() => {
          if (!process.argv[1].endsWith('main.ts') || process.listenerCount('uncaughtException') === 0) return;
          clearInterval(waiting);
          throw new Error('a fault of ours');
        }, 50).unref();`;
      const NODE_OPTIONS = `--import=data:text/javascript,${encodeURIComponent(fault)}`;
      const { code, stderr } = await startWith({ TMPDIR: temporary, NODE_OPTIONS }, 'check').ended;
      expect(stderr).toMatch(/^Error: a fault of ours\n +at /);
      expect(code).toBe(2);
      await nothingLeft();
    });

    it('leaves nothing behind when its launcher is killed', async () => {
      const { child, ended } = await begin(running);
      child.kill('SIGKILL');
      await ended;
      await nothingLeft();
    });
  });
});

/** The commands of the processes that have the folder in their command line or their environment. */
function commandsNaming(path: string): string[] {
  const read = (file: string) => {
    try {
      return readFileSync(file, 'utf8').replaceAll('\0', ' ');
    } catch {
      // It has ended meanwhile.
      return '';
    }
  };
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .map((pid) => ({ command: read(`/proc/${pid}/cmdline`), environment: read(`/proc/${pid}/environ`) }))
    .filter(({ command, environment }) => `${command} ${environment}`.includes(path))
    .map(({ command }) => command);
}
