/** What goes into an app as it is built, where it is missing or older than its sources; for programs that build. */
import { ensureBuilt } from '../../../tools/setup.mjs';

await ensureBuilt(['bridge', 'shell']);
