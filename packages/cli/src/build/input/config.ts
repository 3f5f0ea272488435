import { readFile } from 'node:fs/promises';
import { AppConfig } from '@journeys-push/contract/app-config';
import type * as z from 'zod';
import type { Mistake } from '../mistakes.ts';
import { valueAt, wordsFor } from './config-words.ts';
import { insecureAddresses } from './insecure.ts';
import { type UnknownField, unknownFields } from './unknown-fields.ts';

export interface ReadConfig {
  /** As written; undefined where the file is no JSON. */
  written: unknown;
  /** With every default filled in; undefined where something is wrong with it. */
  config: AppConfig | undefined;
  mistakes: Mistake[];
}

/** Where the configuration is. */
export interface ConfigPlace {
  /** As the person named the file. */
  name: string;
  /** Its absolute path. */
  path: string;
  /** What it will hold; absent: what it holds. */
  content?: unknown;
}

/** Reads the configuration; finds every mistake of it, not the first. */
export async function readConfig({ path: file, name, content }: ConfigPlace): Promise<ReadConfig> {
  if (content !== undefined) return judge(content, name);
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) {
    return unreadable({
      code: 'config-missing',
      where: name,
      expected: "the app's configuration",
      came: 'no such file',
      remedy: 'Write it (docs/build.md has the least one), or name another by --config.',
    });
  }
  try {
    return judge(JSON.parse(text), name);
  } catch (error) {
    return unreadable({
      code: 'config-not-json',
      where: name,
      expected: 'JSON',
      came: syntaxError(error, text),
      remedy: 'Look for a missing or superfluous comma or quotation mark there; comments are not allowed.',
    });
  }
}

/** Where the parser stopped, as an editor shows places: older versions of Node count characters. */
function syntaxError(error: unknown, text: string): string {
  const message = error instanceof Error ? error.message : String(error);
  const position = /at position (\d+)/.exec(message)?.[1];
  if (position === undefined) return message;
  const before = text.slice(0, Number(position)).split('\n');
  return `line ${before.length}, column ${(before.at(-1) ?? '').length + 1}: ${message.replace(/ in JSON.*/, '')}`;
}

const unreadable = (mistake: Mistake): ReadConfig => ({
  written: undefined,
  config: undefined,
  mistakes: [mistake],
});

function judge(written: unknown, name: string): ReadConfig {
  const read = AppConfig.safeParse(written);
  const mistakes = [
    ...(read.success ? [] : read.error.issues.map((issue) => mistakeOf(issue, written, name))),
    ...unknownFields(written, AppConfig).map((found) => unknownField(found, name)),
    ...insecureAddresses(written).map((found) => ({
      ...found,
      where: `${name}: ${found.where}`,
      field: found.where,
    })),
  ];
  return { written, config: read.success && mistakes.length === 0 ? read.data : undefined, mistakes };
}

function mistakeOf(issue: z.core.$ZodIssue, written: unknown, name: string): Mistake {
  const path = issue.path.map(String);
  const { code, expected, remedy } = wordsFor(path, issue.message);
  return {
    code,
    where: `${name}: ${path.join('.') || 'all of it'}`,
    ...(path.length > 0 ? { field: path.join('.') } : {}),
    expected,
    came: cameOf(valueAt(written, path)),
    remedy,
  };
}

const unknownField = ({ path, known }: UnknownField, name: string): Mistake => ({
  code: 'config-unknown-field',
  where: `${name}: ${path}`,
  field: path,
  expected: `one of the fields ${known.join(', ')}`,
  came: 'a field that the app does not know',
  remedy: 'Mend its spelling, or remove it. packages/contract/src/app-config.ts describes every field.',
});

function cameOf(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value);
  return text.length > 120 ? `${text.slice(0, 119)}…` : text;
}
