import { mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runNode } from './program.ts';

interface Run {
  /** The project's folder. */
  project: string;
  signal: AbortSignal;
  onLine(line: string): void;
  /** Where it may leave what it does not clear away; default: the system's folder, where Metro's cache is. */
  temporary?: string;
}

/** Asks nothing, tells nobody, needs no network: what is missing shall fail, not be fetched. */
const SILENT = {
  CI: '1',
  EXPO_OFFLINE: '1',
  EXPO_NO_TELEMETRY: '1',
  EXPO_NO_GIT_STATUS: '1',
  EXPO_NO_DOTENV: '1',
  NO_COLOR: '1',
};

/** Runs a command of Expo's CLI in a project. Throws the signal's reason, or Refusal `build-failed`. */
export async function expo(
  args: string[],
  { project, signal, onLine, temporary = tmpdir() }: Run,
): Promise<void> {
  const cli = createRequire(join(project, 'package.json')).resolve('expo/bin/cli');
  const { FORCE_COLOR: _, ...inherited } = process.env;
  await mkdir(temporary, { recursive: true });
  const places = { TMPDIR: temporary, TMP: temporary, TEMP: temporary };
  const env = { ...inherited, ...SILENT, ...places };
  await runNode([cli, ...args], { cwd: project, env, signal, onLine });
}
