import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { startEmbeddedPostgres } from '../../src/db/embedded.ts';

/** Something that can be killed at any moment and comes back at the same place, or at another. */
export interface Mortal {
  /** Where it is now; undefined while it is down. */
  url(): string | undefined;
  /** SIGKILL, and back again. */
  die(): Promise<void>;
  end(): Promise<void>;
}

/** Gateways that are loaded already, so that one is back soon after another has been killed. */
export function createNursery() {
  const execArgv = ['--conditions=journeys-push-source', '--import', 'tsx'];
  const spawn = () =>
    fork(new URL('./gateway-child.ts', import.meta.url), {
      execArgv,
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
  const spares = [spawn(), spawn(), spawn()];
  return {
    take(): ChildProcess {
      spares.push(spawn());
      return spares.shift() ?? spawn();
    },
    end() {
      for (const spare of spares) spare.kill('SIGKILL');
    },
  };
}

export type Nursery = ReturnType<typeof createNursery>;

/** A gateway process on the database. */
export async function startMortalGateway(
  nursery: Nursery,
  job: { databaseUrl: string; publicEndpoint: string },
): Promise<Mortal> {
  let child: ChildProcess;
  let url: string | undefined;
  const live = async () => {
    for (;;) {
      child = nursery.take();
      child.send(job);
      // Without a database it ends by itself: another is tried.
      const [message] = await Promise.race([
        once(child, 'message'),
        once(child, 'exit').then(() => [undefined]),
      ]);
      if (!message) continue;
      url = message.url;
      return;
    }
  };
  const kill = async () => {
    url = undefined;
    const ended = child.exitCode === null && child.signalCode === null ? once(child, 'exit') : undefined;
    child.kill('SIGKILL');
    await ended;
  };
  await live();
  return {
    url: () => url,
    async die() {
      await kill();
      await live();
    },
    end: kill,
  };
}

/** A PostgreSQL with every durability setting on, on one port for good. */
export async function startMortalPostgres(dataDir: string): Promise<Mortal> {
  let server = await startEmbeddedPostgres({ dataDir });
  const port = Number(new URL(server.url).port);
  return {
    url: () => server.url,
    async die() {
      process.kill(server.pid, 'SIGKILL');
      server = await startEmbeddedPostgres({ dataDir, port, patienceMs: 30_000 });
    },
    end: () => server.stop(),
  };
}
