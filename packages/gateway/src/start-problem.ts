/** What the operator can mend when a gateway does not start: by PostgreSQL's or the system's code. */
const REMEDIES: Record<string, string> = {
  ECONNREFUSED: 'Nothing listens there. Is PostgreSQL running, and DATABASE_URL right?',
  ENOTFOUND: 'There is no such host. Is DATABASE_URL right?',
  ETIMEDOUT: 'Nobody answers. Is PostgreSQL running, and reachable from here?',
  '28P01': 'The password in DATABASE_URL is not that of its user.',
  '28000': 'PostgreSQL does not let this user in from here: see its pg_hba.conf.',
  '3D000': 'Make the database, or name another in DATABASE_URL.',
  '42501':
    'This version changes tables, and only their owner may: start it once as the owner, then as before (docs/operations.md, “Upgrades”).',
  '57P03': 'PostgreSQL is starting up or shutting down: try again in a moment.',
  EADDRINUSE: 'Another process has this port: set PORT or OPERATIONS_PORT to a free one.',
  EACCES: 'This user may not have this port: set PORT or OPERATIONS_PORT to one above 1023.',
  EADDRNOTAVAIL: 'This machine has no such address: set HOST or OPERATIONS_HOST to one of its own.',
};

/** Problem and remedy in two lines, without a stack; undefined: not for the operator to mend. */
export function startProblem(error: unknown): string | undefined {
  // Where a name has several addresses, each has an error of its own and the whole has no message.
  const cause = error instanceof AggregateError ? error.errors[0] : error;
  const { code, message } = (cause ?? {}) as { code?: unknown; message?: unknown };
  const remedy = typeof code === 'string' ? REMEDIES[code] : undefined;
  return remedy && `The gateway cannot start: ${message}.\n${remedy}`;
}
