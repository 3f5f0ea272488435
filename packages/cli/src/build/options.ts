import { resolve, sep } from 'node:path';
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
  /** As the person named it. */
  config: string;
  /** Absolute path. */
  out: string;
  plan: boolean;
  json: boolean;
  html: string | undefined;
}

/** Reads the options; throws Refusal `usage`. */
export function readOptions(args: ParsedArgs<typeof buildArgs>): CommandOptions {
  refuseUnknown(args);
  const { config, out: place, plan, json, html } = args;
  if (plan && html !== undefined) throw usage('--html does not go with --plan: nothing is built');
  for (const [option, text] of Object.entries({ '--out': place, '--html': html }))
    if (text !== undefined && /^\s*$/.test(text)) throw usage(`${option} must name a place`);
  const out = resolve(place ?? 'journeys-push-build');
  // A later build would not know the file for one of its own, and refuse to replace the folder.
  if (html !== undefined && resolve(html).startsWith(`${out}${sep}`))
    throw usage('--html must name a file outside the output folder, which has its own report.html');
  return {
    config: config || 'journeys-push.config.json',
    out,
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
