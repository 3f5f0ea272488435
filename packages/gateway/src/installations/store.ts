import type { Sql } from '../db/connect.ts';

/** What is checked before anything is written. */
export interface KnownInstallation {
  id: string;
  app: string;
  sealedToken: Buffer | null;
  tokenHash: Buffer | null;
  /** Null: a backend registered it, and its shell has not made contact yet. */
  credentialHash: Buffer | null;
  /** A backend named its owner before its shell enrolled with this token: with another token it may be anybody. */
  isVouchedByToken: boolean;
}

export async function findInstallation(sql: Sql, id: string): Promise<KnownInstallation | undefined> {
  const [known] = await findInstallations(sql, [id]);
  return known;
}

/** Those that are known, in no particular order. */
export async function findInstallations(sql: Sql, ids: string[]): Promise<KnownInstallation[]> {
  const { rows } = await sql.query<KnownInstallation>(
    `select id, app, token_sealed as "sealedToken", token_hash as "tokenHash",
       credential_hash as "credentialHash",
       claimed_at is not null and exists (
         select from bindings b where b.installation_id = id and b.proof = 'api-key') as "isVouchedByToken"
     from installations where id = any($1)`,
    [ids],
  );
  return rows;
}
