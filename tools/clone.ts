import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = new URL('..', import.meta.url).pathname;

/** A fresh clone of the last commit in an empty folder, as a stranger gets it. */
export function cloneRepository(): { folder: string; remove(): Promise<void> } {
  const parent = mkdtempSync(join(tmpdir(), 'journeys-push-clone-'));
  // As root, PostgreSQL runs as another user, who must be able to reach a data folder in here.
  chmodSync(parent, 0o755);
  const folder = join(parent, 'journeys-push');
  execFileSync('git', ['clone', '--quiet', root, folder]);
  return { folder, remove: () => rm(parent, { recursive: true, force: true }) };
}

export interface Running {
  child: ChildProcess;
  /** What has come so far. */
  output(): { stdout: string; stderr: string };
  /** The exit code, when it has ended. */
  exit: Promise<number | null>;
}

/** Starts a command; the environment is a person's, not the test runner's. */
export function start(command: string, args: string[], cwd: string): Running {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(npm_|VITEST|NODE_ENV|INIT_CWD)/.test(name)),
  );
  const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const output = { stdout: '', stderr: '' };
  child.stdout?.on('data', (chunk) => {
    output.stdout += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    output.stderr += chunk;
  });
  return { child, output: () => output, exit: once(child, 'close').then(([code]) => code as number | null) };
}

/** Waits for a whole line on stdout; rejects with all output when the command ends before. */
export function nextLine(running: Running): Promise<string> {
  return new Promise((resolve, reject) => {
    const look = () => {
      const [line, rest] = running.output().stdout.split('\n', 2);
      if (rest !== undefined && line !== undefined) resolve(line);
    };
    running.child.stdout?.on('data', look);
    look();
    void running.exit.then((code) =>
      reject(new Error(`ended with ${code}\n${JSON.stringify(running.output())}`)),
    );
  });
}
