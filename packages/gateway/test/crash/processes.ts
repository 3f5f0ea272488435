import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { vi } from 'vitest';
import { startEmbeddedPostgres } from '../../src/db/embedded.ts';
import { bundleChild } from './bundle.ts';

/** Something that can be killed at any moment and comes back at the same place, or at another. */
export interface Mortal {
  /** Where it is now; undefined while it is down. */
  url(): string | undefined;
  /** SIGKILL, and back again. */
  die(): Promise<void>;
  /** How often it has ended without being killed, and what it said last. */
  faints: string[];
  end(): Promise<void>;
}

/** Gateways that are loaded already, so that one is back soon after another has been killed. */
export interface Nursery {
  take(): ChildProcess;
  end(): Promise<void>;
}

export async function createNursery(): Promise<Nursery> {
  const bundle = await bundleChild();
  const spawn = () => fork(bundle.file, { execArgv: [], stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  const spares = [spawn(), spawn(), spawn()];
  return {
    take() {
      spares.push(spawn());
      return spares.shift() ?? spawn();
    },
    async end() {
      for (const spare of spares) spare.kill('SIGKILL');
      await bundle.remove();
    },
  };
}

/** A gateway process on the database. */
export async function startMortalGateway(
  nursery: Nursery,
  job: { databaseUrl: string; publicEndpoint: string },
): Promise<Mortal> {
  let child: ChildProcess;
  let url: string | undefined;
  const faints: string[] = [];
  const killed = new Set<ChildProcess>();
  /** One that has served and ends by itself is not well, whatever became of the database. */
  const watch = (born: ChildProcess) => {
    let said = '';
    born.stderr?.on('data', (text) => {
      said = `${said}${text}`.slice(-2_000);
    });
    born.once('close', (code, signal) => {
      if (!killed.has(born)) faints.push(`a gateway ended by itself (${signal ?? code}): ${said}`);
    });
  };
  const live = async () => {
    for (;;) {
      child = nursery.take();
      if (!child.connected) continue;
      child.send(job);
      // Without a database it ends by itself: another is tried.
      const [message] = await Promise.race([
        once(child, 'message'),
        once(child, 'exit').then(() => [undefined]),
      ]);
      if (!message) continue;
      watch(child);
      url = message.url;
      return;
    }
  };
  const kill = async () => {
    url = undefined;
    killed.add(child);
    const ended = child.exitCode === null && child.signalCode === null ? once(child, 'exit') : undefined;
    child.kill('SIGKILL');
    await ended;
  };
  await live();
  return {
    url: () => url,
    faints,
    async die() {
      await kill();
      await live();
    },
    end: kill,
  };
}

/** The postmaster and all that it has begun: left to themselves, those would finish what they are at. */
function killAll(pid: number): void {
  const others = childrenOf(pid);
  for (const one of [pid, ...others]) {
    try {
      process.kill(one, 'SIGKILL');
    } catch {
      // It has ended already.
    }
  }
}

/** Where there is no /proc: none. */
function childrenOf(pid: number): number[] {
  if (!existsSync('/proc')) return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && parentOf(name) === pid)
    .map(Number);
}

function parentOf(pid: string): number | undefined {
  try {
    // `pid (name) state ppid …`; a name may hold anything.
    return Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[1]);
  } catch {
    return undefined;
  }
}

/** A PostgreSQL with every durability setting on, on one port for good. */
export async function startMortalPostgres(dataDir: string): Promise<Mortal> {
  let server = await startEmbeddedPostgres({ dataDir });
  const port = Number(new URL(server.url).port);
  return {
    url: () => server.url,
    faints: [],
    async die() {
      killAll(server.pid);
      const again = () => startEmbeddedPostgres({ dataDir, port, patienceMs: 30_000 });
      // For a moment the port was anybody's.
      server = await vi.waitFor(again, { timeout: 60_000, interval: 100 });
    },
    end: () => server.stop(),
  };
}
