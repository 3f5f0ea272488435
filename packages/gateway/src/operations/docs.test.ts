import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { HELP } from './arguments.ts';
import { createInstruments } from './instruments.ts';

const page = await readFile(new URL('../../../../docs/operations.md', import.meta.url), 'utf8');

test('docs/operations.md tells of every metric, with its labels, and of no other', async () => {
  const told = new Map(
    [...page.matchAll(/`(journeys_push_\w+)(?:\{([\w,]+)\})?`/g)].map(([, name, labels]) => [
      name,
      labels ?? '',
    ]),
  );
  const metrics = await createInstruments().registry.getMetricsAsArray();
  const made = metrics.map((metric) => [
    metric.name,
    ('labelNames' in metric && Array.isArray(metric.labelNames) ? metric.labelNames : []).join(),
  ]);
  expect(Object.fromEntries(told)).toEqual(Object.fromEntries(made));
});

test('its example rules use metrics that there are', async () => {
  const metrics = await createInstruments().registry.getMetricsAsArray();
  const names = metrics.map(({ name }) => name);
  const [, rules = ''] = /```yaml\n([\s\S]*?)```/.exec(page) ?? [];
  const used = [...rules.matchAll(/journeys_push_\w+/g)].map(([name]) => name);
  expect(used.length).toBeGreaterThan(5);
  expect(used.filter((name) => !names.includes(name))).toEqual([]);
});

test('--help names every variable that the environment is read for', async () => {
  const [settings, database] = await Promise.all(
    ['../settings.ts', '../db/settings.ts'].map((file) => readFile(new URL(file, import.meta.url), 'utf8')),
  );
  const names = [...`${settings}${database}`.matchAll(/^ {2}([A-Z][A-Z_]+): /gm)].map(
    ([, name = '']) => name,
  );
  expect(names.filter((name) => !HELP.includes(name))).toEqual([]);
  expect(names.length).toBeGreaterThan(8);
});
