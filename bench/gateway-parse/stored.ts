import pg from 'pg';
import type { Owners } from './load.ts';
import type { Peer } from './wires.ts';

/** Whose each device with a token is, as it lies in the tables. */
const OWNERS: Record<Peer, string> = {
  gateway: `select i.id::text, u.user_id as owner from installations i
    join bindings b on b.installation_id = i.id join users u on u.key = b.user_key where i.token_hash is not null`,
  'parse-server': `select "installationId" as id, "userId" as owner from "_Installation"
    where "deviceToken" is not null`,
};

/** Devices in the tables. @throws unless there is each one that was answered, once, with its last owner, and no other. */
export async function countStored(peer: Peer, url: string, answered: Owners): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ id: string; owner: string }>(OWNERS[peer]);
    const expected = new Map(answered);
    const right = rows.filter(({ id, owner }) => expected.get(id) === owner).length;
    if (rows.length === expected.size && right === expected.size) return right;
    throw new Error(
      `${peer}: ${expected.size} devices were answered, ${rows.length} stored, ${right} rightly`,
    );
  } finally {
    await client.end();
  }
}
