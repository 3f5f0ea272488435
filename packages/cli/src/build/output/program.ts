import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { Refusal } from '../../refusal.ts';

/** Lines of a failed program that a person is shown. */
const TAIL = 30;

/** How long a program may take to end by itself once it was told to. */
const END_WITHIN_MS = 3_000;

interface Run {
  cwd: string;
  env: NodeJS.ProcessEnv;
  signal: AbortSignal;
  /** Each line that it says, without colours. */
  onLine(line: string): void;
}

/**
 * Runs a program of Node's in a process group of its own, so that all it has started ends with it. Throws the signal's
 * reason, or Refusal `build-failed` with the end of what it said.
 */
export async function runNode([program, ...args]: [string, ...string[]], run: Run): Promise<void> {
  const { cwd, env, signal, onLine } = run;
  signal.throwIfAborted();
  const child = spawn(process.execPath, [program, ...args], {
    ...{ cwd, env, detached: true },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const end = createEnd(child.pid);
  signal.addEventListener('abort', end.ask);
  const said: string[] = [];
  const listen = (input: NodeJS.ReadableStream) =>
    createInterface({ input }).on('line', (line) => {
      said.push(line);
      onLine(line);
    });
  listen(child.stdout);
  listen(child.stderr);
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject).once('close', resolve);
    });
    signal.throwIfAborted();
    if (code !== 0) throw failure(args, code, said);
  } finally {
    signal.removeEventListener('abort', end.ask);
    end.done();
  }
}

/** Ends a process group: politely, then not. */
function createEnd(pid: number | undefined) {
  let patience: NodeJS.Timeout | undefined;
  const kill = (signal: NodeJS.Signals) => {
    try {
      if (pid) process.kill(-pid, signal);
    } catch {
      // It has ended by itself.
    }
  };
  return {
    ask() {
      kill('SIGTERM');
      patience = setTimeout(kill, END_WITHIN_MS, 'SIGKILL');
    },
    /** The program has ended: so shall what it has left behind. */
    done() {
      clearTimeout(patience);
      kill('SIGKILL');
    },
  };
}

const failure = (args: string[], code: number | null, said: string[]) =>
  new Refusal('build-failed', {
    message: [...said.slice(-TAIL), `expo ${args.join(' ')} ended with exit code ${code}.`].join('\n'),
    remedy: 'Nothing was written. What it said is above; its first error is the one to look at.',
  });
