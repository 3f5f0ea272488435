import type { Scope } from '../src/access/key.ts';
import { createKeyAdmin } from '../src/access/key-admin.ts';
import type { TestGateway } from './gateway.ts';

/** A new API key of a gateway, as its operator makes one. */
export async function newApiKey(
  { database, clock }: Pick<TestGateway, 'database' | 'clock'>,
  ...scopes: Scope[]
): Promise<string> {
  const admin = createKeyAdmin({ pool: database.pool, clock, actor: 'test' });
  const { secret } = await admin.create({ name: scopes.join(' and '), scopes });
  return secret;
}
