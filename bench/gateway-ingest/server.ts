/** A gateway in a process of its own, as it is or with the baseline's way to write. Spawned by ../gateway-ingest.ts. */
import { once } from 'node:events';
import type { Server } from 'node:http';
import { serve } from '@hono/node-server';
import { createKeyAdmin } from '../../packages/gateway/src/access/key-admin.ts';
import { createApp } from '../../packages/gateway/src/app.ts';
import { assemble } from '../../packages/gateway/src/assemble.ts';
import { createBackend } from '../../packages/gateway/src/backend/backend.ts';
import { itemOf } from '../../packages/gateway/src/backend/item.ts';
import { type News, writeNews } from '../../packages/gateway/src/installations/news-store.ts';
import { createRegister } from '../../packages/gateway/src/installations/register.ts';
import { createLogger } from '../../packages/gateway/src/log.ts';
import { createBaselineWriter } from './baseline.ts';
import { DEVICES, infoOf, userOf } from './people.ts';

const [databaseUrl = '', kind = 'ours', keys = ''] = process.argv.slice(2);

const app = {
  id: 'shop',
  mobileAppId: '7c9e6679-7425-40de-944b-e07fc1f90ae7',
  organizationId: '0f8fad5b-d9cb-469f-a165-70867728950e',
  publicEndpoint: 'public-eur.mkt.dynamics.com',
  apiTokens: ['token'],
  ios: { bundleId: 'com.example.shop' },
};

const parts = assemble({
  apps: [app],
  identity: { mode: 'off' },
  limits: { address: false, installation: false, user: false, ownerChangesPerDay: false },
  databaseUrl,
  keys,
  // Lines are made, and written to nowhere.
  log: createLogger('info', { write: () => undefined }),
  // Dynamics never answers: reconciling is measured elsewhere.
  fetch: () => new Promise(() => undefined),
});
const writer = kind === 'ours' ? parts.writer : createBaselineWriter(parts.pool);
const backend = createBackend({
  ...parts,
  apps: [app as never],
  writer,
  resolveUser: async (id) => ({ dynamicsUserId: id }),
});

async function fill(): Promise<void> {
  await parts.pool.query(
    'create table if not exists bench_items (i integer primary key, item jsonb not null)',
  );
  for (let from = 0; from < DEVICES; from += 1_000) {
    const numbers = Array.from({ length: 1_000 }, (_, index) => from + index);
    const written: News[] = [];
    const copying = createRegister({
      ...parts,
      apps: [app as never],
      writer: {
        write(news, options) {
          written.push(news);
          return parts.writer.write(news, options);
        },
      },
    });
    const items = numbers.map((n) => itemOf({ userId: userOf(n), info: infoOf(n) }, userOf(n)));
    await copying(items, { traceId: '', proof: 'api-key' });
    // The same call for pgbench.
    const kept = { query: async (_text: string, [items = '']: string[]) => keep(items, numbers) };
    await writeNews(kept as never, written, { now: 0, renewBefore: 0, retryBefore: 0 });
  }
  await parts.pool.query('analyze');
}

async function keep(items: string, numbers: number[]) {
  await parts.pool.query(
    `insert into bench_items select $2::int + (item->>'n')::int, item from jsonb_array_elements($1::jsonb) item
     on conflict (i) do update set item = excluded.item`,
    [items, numbers[0]],
  );
  return { rows: [] };
}

await parts.start();
const admin = createKeyAdmin({ pool: parts.pool, clock: parts.clock, actor: 'bench' });
const { secret } = await admin.create({ name: 'bench', scopes: ['register'] });
const api = createApp({ ...parts, backend });
const server = serve({ fetch: api.fetch, hostname: '127.0.0.1', port: 0 }) as Server;
if (!server.listening) await once(server, 'listening');
if (process.argv[5] === 'fill') await fill();
process.send?.({ port: (server.address() as { port: number }).port, key: secret });
process.on('message', (m) =>
  m === 'exit' ? process.exit() : process.send?.({ rss: process.memoryUsage().rss, cpu: process.cpuUsage() }),
);
