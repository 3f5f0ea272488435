import { mkdir, readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import envPaths from 'env-paths';
import writeFileAtomic from 'write-file-atomic';
import type { Connection } from './connection.ts';
import { readJsonFile } from './state-file.ts';

export type { Connection } from './connection.ts';

/**
 * Where a person's running sandboxes are written down, one file each, named after its port: so that a command in
 * another terminal finds them. What is secret stays in the sandbox's own data folder.
 */
export interface RunningRecord {
  pid: number;
  /** Of lab and control API. */
  port: number;
  /** The {@link Connection}, as JSON that only its owner can read. */
  connectionFile: string;
}

/** A sandbox that has answered. */
export interface RunningSandbox extends RunningRecord {
  connection: Connection;
}

const ANSWER_WITHIN_MS = 3000;

/** The person's folder for it, as their system has it. */
export const runningFolder = (): string =>
  join(envPaths('journeys-push', { suffix: '' }).data, 'running-sandboxes');

/**
 * Writes a sandbox down; the returned function strikes it out. Where that cannot be done the sandbox runs all the same:
 * only `sandbox env` does not find it.
 */
export async function announceRunning(folder: string, connection: Connection): Promise<() => Promise<void>> {
  const port = Number(new URL(connection.control).port);
  const connectionFile = join(dirname(connection.ca), 'connection.json');
  const record: RunningRecord = { pid: process.pid, port, connectionFile };
  const file = join(folder, `${port}.json`);
  const strikeOut = async () => {
    for (const written of [file, connectionFile]) await rm(written, { force: true }).catch(() => undefined);
  };
  try {
    await writeFileAtomic(connectionFile, JSON.stringify(connection), { mode: 0o600 });
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeFileAtomic(file, JSON.stringify(record), { mode: 0o600 });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    process.stderr.write(`"sandbox env" will not find this sandbox: ${folder} cannot be written (${code})\n`);
  }
  return strikeOut;
}

/**
 * All that are written down, by port: those that answer, and those whose process is there but silent. What a killed
 * sandbox has left is removed.
 */
export async function findRunning(
  folder = runningFolder(),
): Promise<{ running: RunningSandbox[]; silent: RunningRecord[] }> {
  const files = (await readdir(folder).catch(() => [])).filter((name) => /^\d+\.json$/.test(name));
  const found = await Promise.all(files.map((name) => look(join(folder, name))));
  const byPort = found.flatMap((one) => one ?? []).sort((a, b) => a.port - b.port);
  return {
    running: byPort.filter((one): one is RunningSandbox => 'connection' in one),
    silent: byPort.filter((one) => !('connection' in one)),
  };
}

async function look(file: string): Promise<RunningSandbox | RunningRecord | undefined> {
  const record = await readJsonFile<RunningRecord>(file).catch(() => undefined);
  if (!record || !isAlive(record.pid)) {
    await rm(file, { force: true });
    return undefined;
  }
  const connection = await readJsonFile<Connection>(record.connectionFile).catch(() => undefined);
  return connection && (await answers(connection)) ? { ...record, connection } : record;
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // Somebody else's process.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Its own token is what only the sandbox that wrote it takes: the port may be another's by now. */
async function answers({ control, controlToken }: Connection): Promise<boolean> {
  const answer = await fetch(`${control}/api/info`, {
    headers: { authorization: `Bearer ${controlToken}` },
    signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
  }).catch(() => undefined);
  await answer?.body?.cancel();
  return answer?.ok ?? false;
}
