import pg from 'pg';

/** A node of a plan, as `explain (format json)` tells it. */
interface Node {
  'Node Type': string;
  'Relation Name'?: string;
  Plans?: Node[];
}

/** One statement and the plan it was carried out by. */
export interface Planned {
  statement: string;
  plan: Node;
}

/**
 * A pool that keeps the plan of every statement, also of those inside functions: what PostgreSQL did, with the statistics
 * that it had. Needs a superuser, since auto_explain does.
 */
export function planningPool(databaseUrl: string): { pool: pg.Pool; plans: Planned[] } {
  const plans: Planned[] = [];
  const url = new URL(databaseUrl);
  const options = [url.searchParams.get('options') ?? '', ...SETTINGS.map((setting) => `-c ${setting}`)];
  url.searchParams.set('options', options.join(' '));
  const pool = new pg.Pool({ connectionString: url.href.replaceAll('+', '%20'), max: 10 });
  pool.on('error', () => undefined);
  pool.on('connect', (client) => {
    client.on('notice', ({ message = '' }) => {
      const [, text] = /^duration: [\d.]+ ms {2}plan:\n(.*)$/s.exec(message) ?? [];
      if (!text) return;
      const { 'Query Text': statement, Plan: plan } = JSON.parse(text);
      plans.push({ statement, plan });
    });
  });
  return { pool, plans };
}

const SETTINGS = [
  'session_preload_libraries=auto_explain',
  'auto_explain.log_min_duration=0',
  'auto_explain.log_nested_statements=on',
  'auto_explain.log_format=json',
  'client_min_messages=log',
];

/** The tables that a plan reads from one end to the other. */
export function readWhole({ plan }: Planned): string[] {
  const found: string[] = [];
  const walk = (node: Node): void => {
    if (node['Node Type'] === 'Seq Scan') found.push(node['Relation Name'] ?? '');
    for (const inner of node.Plans ?? []) walk(inner);
  };
  walk(plan);
  return found;
}

/** As if so many devices had registered over time, each with its person; Dynamics holds all of them. */
export async function fillTables(pool: pg.Pool, count: number): Promise<void> {
  const client = await pool.connect();
  try {
    // Neither the ledger's triggers nor foreign keys: what they would do is done here.
    await client.query('set session_replication_role = replica');
    for (const statement of FILL) await client.query(statement.replaceAll('COUNT', String(count)));
    await client.query('reset session_replication_role');
    await client.query('vacuum analyze');
  } finally {
    client.release();
  }
}

const FILL = [
  `insert into users (key, user_id, dynamics_user_id, first_seen)
   select md5('key ' || n)::uuid, case n % 2 when 0 then 'user-' || n else md5('user ' || n)::uuid::text end,
     md5('user ' || n)::uuid::text, now()
   from generate_series(1, COUNT) n`,
  `insert into installations (id, app, platform, app_id, facts, token_sealed, token_hash, token_tail, notifications_enabled,
     first_seen, last_seen)
   select md5('installation ' || n)::uuid, 'shop', 'ios', 'com.example.shop', jsonb_build_object('model', repeat('x', 300)),
     sha256(('a' || n)::bytea), sha256(('token ' || n)::bytea), right(md5('tail ' || n), 8), true, now(), now()
   from generate_series(1, COUNT) n`,
  `insert into bindings (installation_id, app, user_key, dynamics_user_id, proof, since, trace_id)
   select md5('installation ' || n)::uuid, 'shop', md5('key ' || n)::uuid, md5('user ' || n)::uuid::text, 'api-key', now(),
     md5('trace ' || n)
   from generate_series(1, COUNT) n`,
  `insert into registrations (app, dynamics_user, token_hash, dynamics_user_id, user_key, platform, token_sealed,
     installation_id, state, unanswered, resent, attempts, polls, since, confirmed_at, trace_id)
   select 'shop', md5('user ' || n)::uuid, sha256(('token ' || n)::bytea), md5('user ' || n)::uuid::text,
     md5('key ' || n)::uuid, 'ios', sha256(('a' || n)::bytea), md5('installation ' || n)::uuid, 'held', false, false, 0, 0,
     now(), now(), md5('trace ' || n)
   from generate_series(1, COUNT) n`,
  `insert into ledger (at, installation_id, app, user_key, cause, trace_id, after)
   select now(), md5('installation ' || n)::uuid, 'shop', case when cause <> 'installed' then md5('key ' || n)::uuid end,
     cause, md5('trace ' || n),
     jsonb_build_object('holds', 'certain', 'token', md5('token ' || n), 'requestId', md5('request ' || n))
   from generate_series(1, COUNT) n, unnest(array['installed', 'bound', 'sent', 'registered']) cause`,
  `insert into interactions (installation_id, event_id, app, kind, tracking_id, token_sealed, occurred_at, received_at,
     trace_id, outcome)
   select md5('installation ' || n)::uuid, gen_random_uuid(), 'shop', 'opened', md5('open ' || n), sha256(n::text::bytea),
     now(), now(), md5('trace ' || n), 'delivered'
   from generate_series(1, COUNT) n`,
];
