import { existsSync, readFileSync } from 'node:fs';
import { Lexer, type Tokens } from 'marked';
import ts from 'typescript';

/** A line of a README's table of facts. */
export interface Fact {
  fact: string;
  tests: { file: string; title: string }[];
  source: string;
}

/** The rows of all tables with the head fact, test, source. A test is named by file and exact title. */
export function factsOf(markdown: string): Fact[] {
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
export function titlesIn(file: URL): Set<string> {
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
