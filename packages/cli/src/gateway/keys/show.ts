import type { ApiKey } from '@journeys-push/gateway/admin';

const iso = (at: number | undefined) => (at === undefined ? null : new Date(at).toISOString());

/** A key for programs. */
export const keyJson = ({ id, name, scopes, ...times }: ApiKey) => ({
  id,
  name,
  scopes,
  createdAt: iso(times.createdAt),
  lastUsed: iso(times.lastUsed),
  expiresAt: iso(times.expiresAt),
  revokedAt: iso(times.revokedAt),
});

const minute = (at: number | undefined) => iso(at)?.slice(0, 16).replace('T', ' ') ?? '–';

/** Columns for people; times in UTC. */
export function keyTable(keys: (ApiKey & { state: string })[]): string {
  const head = ['id', 'state', 'scopes', 'created', 'last used', 'expires', 'name'];
  const rows = keys.map((key) => [
    key.id,
    key.state,
    key.scopes.join(','),
    minute(key.createdAt),
    minute(key.lastUsed),
    minute(key.expiresAt),
    // What was typed once must not move the reader's cursor now.
    key.name.replaceAll(/\p{Cc}/gu, '?'),
  ]);
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)));
  const line = (row: string[]) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  return `${[head, ...rows].map(line).join('\n')}\n`;
}
