import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What the tests of `sandbox env` and of the examples share: a person with a home of their own. */

const root = fileURLToPath(new URL('../../..', import.meta.url));
const bin = join(root, 'packages/cli/bin/journeys-push.mjs');

export interface Ended {
  code: number;
  stdout: string;
  stderr: string;
}

/** A new person on this machine: nothing of the real one's is read or written. */
export function createPerson() {
  const home = mkdtempSync(join(tmpdir(), 'journeys-push-person-'));
  const places = { HOME: home, XDG_DATA_HOME: join(home, 'data'), LOCALAPPDATA: home };
  // Of the test runner's environment only what every shell has.
  const env = { PATH: process.env.PATH, NO_COLOR: '1', ...places };
  /** Runs a program in the checkout, as the documentation has it. */
  const run = (program: string, args: string[], added: NodeJS.ProcessEnv = {}): Promise<Ended> =>
    new Promise((resolve) => {
      const options = { cwd: root, env: { ...env, ...added }, timeout: 60_000 };
      execFile(program, args, options, (error, stdout, stderr) => {
        const code = typeof error?.code === 'number' ? error.code : error ? -1 : 0;
        resolve({ code, stdout, stderr });
      });
    });
  return {
    home,
    run,
    /** `npx journeys-push sandbox env …` */
    env: (...args: string[]) => run(process.execPath, [bin, 'sandbox', 'env', ...args]),
    /** Where `npm start` of this person writes its sandbox down. */
    async runningFolder(): Promise<string> {
      const code = `import('@journeys-push/sandbox/running').then((it) => process.stdout.write(it.runningFolder()))`;
      const args = ['--conditions=journeys-push-source', '--import', import.meta.resolve('tsx'), '-e', code];
      return (await run(process.execPath, args)).stdout;
    },
    remove: () => rmSync(home, { recursive: true, force: true }),
  };
}

/** A sandbox in this process that its person's commands find. */
export async function startFor(person: ReturnType<typeof createPerson>, options: { names?: number } = {}) {
  const { startSandbox } = await import('@journeys-push/sandbox');
  return startSandbox({ ...options, announceIn: await person.runningFolder() });
}
