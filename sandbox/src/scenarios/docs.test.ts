import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { scenarios } from './list.ts';

const file = fileURLToPath(new URL('../../../docs/scenarios.md', import.meta.url));
const text = readFileSync(file, 'utf8');

const rows = scenarios.map(
  ({ name, title, asks = [], phones }) =>
    `- [${name}](../sandbox/src/scenarios/${name}.ts): ${title}. _${phones.join(', ')}; asks ${asks.join(', ')}_`,
);

// `npx vitest run sandbox/src/scenarios/docs.test.ts -u` writes it anew.
it('docs/scenarios.md lists every scenario as its file tells it', async () => {
  const [before, after] = [text.split('<!-- scenarios -->')[0], text.split('<!-- end -->')[1]];
  const wanted = `${before}<!-- scenarios -->\n\n${rows.join('\n')}\n\n<!-- end -->${after}`;
  await expect(wanted).toMatchFileSnapshot(file);
});

it('every ask that a scenario answers is explained', () => {
  const explained = [...text.matchAll(/^\| (\d+) +\|/gm)].map(([, rank]) => Number(rank));
  const asked = new Set(scenarios.flatMap(({ asks = [] }) => asks));
  expect([...asked].filter((ask) => !explained.includes(ask))).toEqual([]);
});
