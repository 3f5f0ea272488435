/** What can keep the embedded database from running. */
export type EmbeddedPostgresCode =
  | 'account-missing'
  | 'binaries-missing'
  | 'binaries-cache-untrusted'
  | 'data-folder-unreachable'
  | 'data-folder-in-use'
  | 'port-taken'
  | 'initdb-failed'
  | 'start-failed';

/** The embedded PostgreSQL could not be started. The message says what to do; the operator can. */
export class EmbeddedPostgresError extends Error {
  override readonly name = 'EmbeddedPostgresError';
  readonly code: EmbeddedPostgresCode;
  constructor(code: EmbeddedPostgresCode, message: string) {
    super(message);
    this.code = code;
  }
}
