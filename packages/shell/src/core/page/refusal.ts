import type { CommandError } from '@journeys-push/contract/page-shell';
import { problems } from '@journeys-push/contract/problems';

/** The answer to what this build does not do. It carries `error`, which rejects a page's promise. */
export const refusal = (error: CommandError['error'], detail?: string): CommandError => ({
  error,
  message: [problems[error].title, detail, problems[error].remedy].filter(Boolean).join(' '),
});
