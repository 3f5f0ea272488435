import { createRequire } from 'node:module';
import { join } from 'node:path';
import { runNode } from './program.ts';

interface Run {
  /** The project's folder. */
  project: string;
  signal: AbortSignal;
  onLine(line: string): void;
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
export async function expo(args: string[], { project, signal, onLine }: Run): Promise<void> {
  const cli = createRequire(join(project, 'package.json')).resolve('expo/bin/cli');
  const { FORCE_COLOR: _, ...inherited } = process.env;
  await runNode([cli, ...args], { cwd: project, env: { ...inherited, ...SILENT }, signal, onLine });
}
