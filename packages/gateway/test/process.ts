import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { onTestFinished } from 'vitest';

const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;

export interface Program {
  child: ChildProcess;
  /** The first line on stdout that passes. */
  line(wanted: (line: string) => boolean): Promise<string>;
  /** Exit code and all of stderr. */
  ended: Promise<{ code: number | null; stderr: string }>;
}

/** Runs a TypeScript file as a process of its own; killed when the test ends. */
export function runProgram(file: URL, args: string[], env: Record<string, string> = {}): Program {
  const child = spawn(
    process.execPath,
    ['--conditions=journeys-push-source', '--import', tsx, fileURLToPath(file), ...args],
    {
      env: { PATH: process.env.PATH, ...env },
    },
  );
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  let stderr = '';
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  const lines = createInterface({ input: child.stdout });
  return {
    child,
    line: (wanted) => new Promise((resolve) => lines.on('line', (line) => wanted(line) && resolve(line))),
    ended: once(child, 'close').then(([code]) => ({ code, stderr })),
  };
}
