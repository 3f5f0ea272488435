import type { ArgsDef, ParsedArgs } from 'citty';
import { Refusal } from '../../refusal.ts';

export const previewArgs = {
  ids: {
    type: 'positional',
    valueHint: 'ID',
    description: 'User ids as the app gives them, any number',
    required: false,
  },
  file: {
    type: 'string',
    valueHint: 'FILE',
    description: 'More of them: one a line, or CSV with a column userId; its other columns are claims',
  },
  config: {
    type: 'string',
    valueHint: 'FILE',
    description: "The gateway's configuration (default: as JOURNEYS_PUSH_CONFIG says)",
  },
  json: { type: 'boolean', description: 'Print the result as one JSON object' },
} as const satisfies ArgsDef;

export interface PreviewOptions {
  ids: string[];
  file: string | undefined;
  config: string;
  json: boolean;
}

/** Reads the options; throws Refusal `usage`. */
export function readOptions(
  { _: ids, file, config, json, ids: __, ...others }: ParsedArgs<typeof previewArgs>,
  environment: Record<string, string | undefined>,
): PreviewOptions {
  const [unknown] = Object.keys(others);
  if (unknown) throw usage(`There is no option --${unknown}`);
  if (ids.length === 0 && !file) throw usage('Name user ids, or a file of them with --file');
  return {
    ids,
    file: file || undefined,
    config: config || environment.JOURNEYS_PUSH_CONFIG || 'journeys-push.gateway.json',
    json: json ?? false,
  };
}

export const usage = (message: string) =>
  new Refusal('usage', { message: `${message}.`, remedy: 'See journeys-push users preview --help' });
