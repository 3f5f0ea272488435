import type { RunningSandbox } from '@journeys-push/sandbox/running';
import type { Client } from './clients.ts';
import type { KnownPhone } from './phones.ts';
import type { Variable } from './variables.ts';

/** What `sandbox env` has to tell, in whichever form. */
export interface Answer {
  sandbox: RunningSandbox;
  phones: KnownPhone[];
  /** For all clients. */
  variables: Variable[];
  /** The only one that was asked for. */
  client: Client | undefined;
}
