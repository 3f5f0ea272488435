import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { startIn } from './command.ts';

const folder = mkdtempSync(join(tmpdir(), 'journeys-push-cli-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('journeys-push check, when it is interrupted,', () => {
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
    const started = startIn(folder, { TMPDIR: temporary }, 'check', '--profile', 'iphone');
    await expect.poll(moment, { timeout: 90_000 }).toBe(true);
    return started;
  };
  const nothingLeft = () =>
    expect.poll(() => [...files(), ...commandsNaming(temporary)], { interval: 200 }).toEqual([]);

  it.each([
    ['while it starts', ['SIGINT'], 130, starting],
    // In the order in which they are delivered if both wait.
    ['while it starts, twice', ['SIGINT', 'SIGTERM'], 130, starting],
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
    const { code, stderr } = await startIn(folder, { TMPDIR: temporary, NODE_OPTIONS }, 'check').ended;
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
