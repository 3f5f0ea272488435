/** What PostgreSQL does at most with the same SQL call: driven by pgbench, without a gateway. */
import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DEVICES } from './people.ts';

const PGBENCH = process.env.PGBENCH ?? '/usr/lib/postgresql/15/bin/pgbench';

/** Another owner for a device that is there. */
const CHANGE = `item || jsonb_build_object('n', n, 'user_id', u.user_id, 'dynamics_user_id', u.user_id)`;
/** A device's first contact. */
const FIRST = `item || jsonb_build_object('n', n, 'id', gen_random_uuid(), 'user_id', p, 'dynamics_user_id', p,
  'token_hash', '\\x' || encode(sha256(p::text::bytea), 'hex'))`;

const call = (items: string) =>
  `select * from write_installations((${items}), now(), now() - interval '30 days', now() - interval '1 day');\n`.replaceAll(
    '\n',
    ' ',
  );

const row = `from bench_items, (select user_id from users where user_id =
  (select item->>'user_id' from bench_items where i = :person)) u, (select gen_random_uuid() as p) f, (select 0 as n) t
  where i = :device`;

/** \`select\` of a hundred different devices, every other one new. */
const rows = `from (select row_number() over () - 1 as n, d, random() as r, gen_random_uuid() as p
    from (select distinct floor(random() * ${DEVICES})::int as d from generate_series(1, 101)) x limit 100) s
  join bench_items on i = d
  cross join lateral (select item->>'user_id' as user_id from bench_items o where o.i = floor(s.r * ${DEVICES})::int) u`;

const scripts = {
  single: [
    `\\set device random(0, ${DEVICES - 1})\n\\set person random(0, ${DEVICES - 1})\n\\set kind random(0, 1)\n`,
    `\\if :kind\n${call(`select jsonb_build_array(${CHANGE}) ${row}`)}\n\\else\n`,
    `${call(`select jsonb_build_array(${FIRST}) ${row}`)}\n\\endif\n`,
  ].join(''),
  batch: `${call(`select jsonb_agg(case when n % 2 = 0 then ${CHANGE} else ${FIRST} end) ${rows}`)}\n`,
};

/** Registrations per second. */
export async function pgbench(
  { folder, url }: { folder: string; url: string },
  { kind, clients, seconds }: { kind: keyof typeof scripts; clients: number; seconds: number },
): Promise<number> {
  const file = join(folder, `${kind}.sql`);
  await writeFile(file, scripts[kind]);
  const threads = String(Math.min(2, clients));
  const args = [
    '-n',
    '-f',
    file,
    '-M',
    'prepared',
    '-c',
    String(clients),
    '-j',
    threads,
    '-T',
    String(seconds),
  ];
  const child = spawn(PGBENCH, [...args, url], { stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  child.stdout.on('data', (chunk) => (text += chunk));
  child.stderr.on('data', (chunk) => (text += chunk));
  await new Promise((resolve) => child.on('close', resolve));
  const tps = Number(/tps = ([\d.]+) \(without initial/.exec(text)?.[1]);
  if (!tps || /ERROR|aborted/.test(text)) throw new Error(`pgbench: ${text}`);
  return tps * (kind === 'batch' ? 100 : 1);
}
