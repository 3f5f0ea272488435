import { resolve } from 'node:path';
import type { ArgsDef, ParsedArgs } from 'citty';
import { Refusal } from '../refusal.ts';

/** What can be written after `journeys-push build`. */
export const buildArgs = {
  config: {
    type: 'string',
    valueHint: 'FILE',
    description: "The app's configuration (default: journeys-push.config.json)",
  },
  out: {
    type: 'string',
    valueHint: 'DIR',
    description:
      'Where the projects go (default: journeys-push-build); what is not ours is never overwritten',
  },
  plan: { type: 'boolean', description: 'Only say what would be in the native projects, and why' },
  json: { type: 'boolean', description: 'Print the result (with --plan the plan) as JSON' },
  html: { type: 'string', valueHint: 'FILE', description: 'Write a report for people: one file' },
} as const satisfies ArgsDef;

export interface CommandOptions {
  /** `name` is how the person named it, for what is said about it; `path` is absolute. */
  config: { name: string; path: string };
  /** Absolute path. */
  out: string;
  plan: boolean;
  json: boolean;
  html: string | undefined;
}

/** Reads the options; throws Refusal `usage`. */
export function readOptions(args: ParsedArgs<typeof buildArgs>): CommandOptions {
  refuseUnknown(args);
  const { config: named, out, plan, json, html } = args;
  const config = named || 'journeys-push.config.json';
  if (plan && html !== undefined) throw usage('--html does not go with --plan: nothing is built');
  for (const [option, text] of Object.entries({ '--out': out, '--html': html }))
    if (text !== undefined && /^\s*$/.test(text)) throw usage(`${option} must name a place`);
  return {
    config: { name: config, path: resolve(config) },
    out: resolve(out ?? 'journeys-push-build'),
    plan: plan ?? false,
    json: json ?? false,
    html: html === undefined ? undefined : resolve(html),
  };
}

const usage = (message: string) =>
  new Refusal('usage', { message: `${message}.`, remedy: 'See journeys-push build --help' });

function refuseUnknown({ _, ...given }: ParsedArgs<typeof buildArgs>): void {
  if (_.length > 0) throw usage(`"${_[0]}" is not an option`);
  const unknown = Object.keys(given).find((name) => !(name in buildArgs));
  if (unknown) throw usage(`There is no option --${unknown}`);
}
