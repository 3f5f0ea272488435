import { readFile } from 'node:fs/promises';
import { AppConfig } from '@journeys-push/contract/app-config';
import type * as z from 'zod';
import type { Mistake } from '../mistakes.ts';
import { valueAt, wordsFor } from './config-words.ts';
import { insecureAddresses } from './insecure.ts';
import { unknownFields } from './unknown-fields.ts';

export interface ReadConfig {
  /** As written; undefined where the file is no JSON. */
  written: unknown;
  /** With every default filled in; undefined where something is wrong with it. */
  config: AppConfig | undefined;
  mistakes: Mistake[];
}

/** Reads the configuration; finds every mistake of it, not the first. `name` is how the person named the file. */
export async function readConfig(file: string, name: string): Promise<ReadConfig> {
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
      came: error instanceof Error ? error.message : String(error),
      remedy: 'Look for a missing or superfluous comma or quotation mark there; comments are not allowed.',
    });
  }
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
    ...unknownFields(written, AppConfig).map((path) => unknownField(path, name)),
    ...insecureAddresses(written).map((found) => ({ ...found, where: `${name}: ${found.where}` })),
  ];
  return { written, config: read.success && mistakes.length === 0 ? read.data : undefined, mistakes };
}

function mistakeOf(issue: z.core.$ZodIssue, written: unknown, name: string): Mistake {
  const path = issue.path.map(String);
  const { code, expected, remedy } = wordsFor(path, issue.message);
  return {
    code,
    where: `${name}: ${path.join('.') || 'all of it'}`,
    expected,
    came: cameOf(valueAt(written, path)),
    remedy,
  };
}

const unknownField = (path: string, name: string): Mistake => ({
  code: 'config-unknown-field',
  where: `${name}: ${path}`,
  expected: 'only fields that the app knows',
  came: 'a field that it does not know',
  remedy: 'Mend its spelling (packages/contract/src/app-config.ts lists every field), or remove it.',
});

function cameOf(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value);
  return text.length > 120 ? `${text.slice(0, 119)}…` : text;
}
