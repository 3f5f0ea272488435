import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const pages = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter((path) => path !== '' && existsSync(join(root, path)));

/** The targets of a page's links that lead to a file; code is no link. */
const linksOf = (page: string) =>
  [
    ...read(page)
      .replace(/(`+)[^`][\s\S]*?\1/g, '')
      .matchAll(/\]\(([^)\s]+)\)/g),
  ]
    .map(([, target = '']) => target)
    .filter((target) => !/^(https?:|mailto:|#)/.test(target));

test('every link of every page leads to a file', () => {
  const broken = pages.flatMap((page) =>
    linksOf(page)
      .filter((target) => !existsSync(join(root, page, '..', target.replace(/#.*/, ''))))
      .map((target) => `${page} → ${target}`),
  );
  expect(broken).toEqual([]);
});

test('the index of decisions lists every decision under its number and title', () => {
  const files = readdirSync(join(root, 'docs/decisions')).filter((name) => name !== 'README.md');
  const rows = files.sort().map((file) => {
    const title = /^# (\d+)\. (.+)$/m.exec(read(`docs/decisions/${file}`));
    return `| [${title?.[1]?.padStart(4, '0')}](${file}) | ${title?.[2]} |`;
  });
  const index = read('docs/decisions/README.md').split('\n');
  const listed = index.filter((line) => line.startsWith('| [0')).map((line) => line.replace(/ +/g, ' '));
  expect(listed).toEqual(rows);
});
