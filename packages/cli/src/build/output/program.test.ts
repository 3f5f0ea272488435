import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { runNode } from './program.ts';

const cwd = mkdtempSync(join(tmpdir(), 'journeys-push-program-'));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

/** Runs a small program; `said` has its lines. */
function run(
  text: string,
  said: string[],
  listen: { signal?: AbortSignal; onLine?(line: string): void } = {},
) {
  const file = join(cwd, 'program.cjs');
  writeFileSync(file, text);
  return runNode([file, 'export'], {
    ...{ cwd, env: process.env, signal: listen.signal ?? new AbortController().signal },
    onLine: (line) => {
      said.push(line);
      listen.onLine?.(line);
    },
  });
}

test('tells each line of a program while it runs', async () => {
  const said: string[] = [];
  await run("console.log('one\\ntwo'); console.error('three')", said);
  expect(said.sort()).toEqual(['one', 'three', 'two']);
});

test('a program that fails is quoted', async () => {
  await expect(run("console.error('no such thing'); process.exit(3)", [])).rejects.toMatchObject({
    code: 'build-failed',
    message: 'no such thing\nexpo export ended with exit code 3.',
  });
});

test('an interruption ends a program and what it has started', async () => {
  const controller = new AbortController();
  const child = 'setInterval(() => {}, 1000); console.log(process.pid)';
  const program = `require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(child)}], { stdio: 'inherit' }); setInterval(() => {}, 1000)`;
  let pid = 0;
  const ended = run(program, [], {
    signal: controller.signal,
    onLine: (line) => {
      pid = Number(line);
      controller.abort(new Error('enough'));
    },
  });
  await expect(ended).rejects.toThrow('enough');
  await expect.poll(() => isAlive(pid)).toBe(false);
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
