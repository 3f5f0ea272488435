import { EmbeddedPostgresError, startEmbeddedPostgres } from '@journeys-push/gateway/embedded';
import { UsageError } from './options.ts';

/** The embedded PostgreSQL, in the sandbox's data folder. */
export async function startDatabase(dataDir: string): Promise<{ url: string; stop(): Promise<void> }> {
  return startEmbeddedPostgres({ dataDir }).catch((error) => {
    // Most likely a folder given with --data that PostgreSQL cannot use: that is the person's to change.
    if (error instanceof EmbeddedPostgresError) throw new UsageError(error.message.replaceAll('\n', ' '));
    throw error;
  });
}
