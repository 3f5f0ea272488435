import { existsSync, readFileSync } from 'node:fs';
import { Lexer, type Tokens } from 'marked';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { REASON_STATUS } from './apns/wire.ts';
import { FailureReason } from './dynamics/wire.ts';
import { ERROR_STATUS } from './fcm/wire.ts';

/**
 * A twin is only worth something if it is true: each README lists what its twin does as fact → test → source, and
 * here each fact must have its test. A test is named by file and exact title.
 */

const CODES = {
  dynamics: FailureReason.options,
  apns: Object.keys(REASON_STATUS),
  fcm: Object.keys(ERROR_STATUS),
};
const SOURCE = /§\d|assumed/i;

describe.each(['dynamics', 'apns', 'fcm'] as const)('the README of the %s twin', (twin) => {
  const folder = new URL(`./${twin}/`, import.meta.url);
  const readme = readFileSync(new URL('README.md', folder), 'utf8');
  const facts = factsOf(readme);

  test('has a table of facts', () => expect(facts.length).toBeGreaterThan(20));

  test('names an existing test, which is not skipped, for every fact', () => {
    const without = facts.filter(({ tests }) => tests.length === 0).map(({ fact }) => fact);
    expect(without).toEqual([]);
    const missing = facts.flatMap(({ tests }) =>
      tests.filter(({ file, title }) => !titlesIn(new URL(file, folder)).has(title)),
    );
    expect(missing).toEqual([]);
  });

  test('names a source for every fact, or says that it is assumed', () => {
    expect(facts.filter(({ source }) => !SOURCE.test(source)).map(({ fact }) => fact)).toEqual([]);
  });

  test('has a fact for every code of the wire', () => {
    const text = facts.map(({ fact }) => fact).join('\n');
    expect(CODES[twin].filter((code) => !new RegExp(`\\b${code}\\b`).test(text))).toEqual([]);
  });

  test('says what is not imitated', () => expect(readme).toContain('## What it does not imitate'));
});

interface Fact {
  fact: string;
  tests: { file: string; title: string }[];
  source: string;
}

function factsOf(markdown: string): Fact[] {
  const tables = new Lexer().lex(markdown).filter((token): token is Tokens.Table => token.type === 'table');
  return tables
    .filter(({ header }) => header.map(({ text }) => text.trim()).join('|') === 'fact|test|source')
    .flatMap(({ rows }) => rows)
    .map(([fact, cell, source]) => ({
      fact: fact?.text ?? '',
      tests: [...(cell?.text ?? '').matchAll(/`([\w./-]+\.test\.ts)`\s+“([^”]+)”/g)].map(
        ([, file, title]) => ({
          file: file ?? '',
          title: title ?? '',
        }),
      ),
      source: source?.text ?? '',
    }));
}

const read = new Map<string, Set<string>>();

/** The titles of a file's tests, those of `test.each` as they are written; skipped tests do not count. */
function titlesIn(file: URL): Set<string> {
  const known = read.get(file.href);
  if (known) return known;
  const titles = new Set<string>();
  read.set(file.href, titles);
  if (!existsSync(file)) return titles;
  const source = ts.createSourceFile(file.pathname, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && isTest(node.expression)) {
      const [title] = node.arguments;
      if (title && ts.isStringLiteralLike(title)) titles.add(title.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return titles;
}

/** `test(…)`, `it(…)`, `test.each(…)(…)`, `test.for(…)(…)`. */
function isTest(called: ts.Expression): boolean {
  if (ts.isIdentifier(called)) return called.text === 'test' || called.text === 'it';
  if (!ts.isCallExpression(called) || !ts.isPropertyAccessExpression(called.expression)) return false;
  const { expression, name } = called.expression;
  return isTest(expression) && /^(each|for)$/.test(name.text);
}
