import { createConfig, lintFromString } from '@redocly/openapi-core';
import { expect, test } from 'vitest';
import { openApi } from './openapi.ts';
import { problems } from './problems.ts';
import { type Route, routes } from './routes.ts';

const text = `${JSON.stringify(openApi(), null, 2)}\n`;

test('the committed document is the one that the table of routes makes', async () => {
  // After a change: npx vitest run packages/contract/src/openapi.test.ts -u
  await expect(text).toMatchFileSnapshot('../openapi.json');
});

test('the document is valid OpenAPI 3.1', async () => {
  // Where anyone may ask and nothing is sent, there is no mistake to make.
  const rules = { 'operation-4xx-response': 'off' } as const;
  const config = await createConfig({ extends: ['recommended'], rules });
  const mistakes = await lintFromString({ source: text, absoluteRef: 'openapi.json', config });
  expect(mistakes.map(({ ruleId, message, location }) => [ruleId, message, location[0]?.pointer])).toEqual(
    [],
  );
});

test('every path names what varies in it, and no two routes are the same', () => {
  const seen = Object.values(routes).map(({ method, path }) => `${method} ${path}`);
  expect(seen).toEqual([...new Set(seen)]);
  for (const { path, ...route } of Object.values(routes)) {
    const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    expect(Object.keys('params' in route ? route.params : {})).toEqual(names);
  }
});

test('every problem that a route may answer is told under its status', () => {
  for (const path of Object.values(openApi().paths)) {
    for (const { responses } of Object.values(path)) {
      for (const [status, { description }] of Object.entries(responses)) {
        for (const [, code = ''] of description.matchAll(/^`([a-z-]+)`: /gm)) {
          expect(problems[code as keyof typeof problems].status).toBe(Number(status));
        }
      }
    }
  }
});

test('every body has an example, and it is one', () => {
  for (const [name, { body, example }] of Object.entries<Route>(routes)) {
    if (body) expect(body.safeParse(example).error, name).toBeUndefined();
  }
});
