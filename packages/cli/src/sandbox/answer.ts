import type { RunningSandbox } from '@journeys-push/sandbox/running';
import type { Client } from './clients.ts';
import type { Directory } from './directory.ts';
import type { Variable } from './variables.ts';

/** What `sandbox env` has to tell, in whichever form. */
export interface Answer extends Directory {
  sandbox: RunningSandbox;
  /** For all clients. */
  variables: Variable[];
  /** The only one that was asked for. */
  client: Client | undefined;
}
