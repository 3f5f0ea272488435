import { startEmbeddedPostgres } from '../src/db/embedded.ts';

/** A process that starts a database and then does nothing: a test kills it. */
const server = await startEmbeddedPostgres({ dataDir: process.argv[2] ?? '' });
process.stdout.write(`${server.pid}\n`);
