import { openApi } from '@journeys-push/contract/openapi';
import { problemsOf, type Route, routes } from '@journeys-push/contract/routes';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { shop } from '../../test/gateway.ts';
import { createGateway, type Gateway } from '../gateway.ts';

let gateway: Gateway;
let page: string;
beforeAll(async () => {
  // Neither page needs the database.
  const databaseUrl = 'postgresql://localhost:1/none';
  gateway = createGateway({ apps: [shop], databaseUrl, log: pino({ level: 'silent' }) });
  page = await (await ask('/docs')).text();
});
afterAll(() => gateway.close());

const ask = (path: string) => gateway.fetch(new Request(`http://gateway.test${path}`));
const ids = () => [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);

test('the document is served as it is committed', async () => {
  const answer = await ask('/openapi.json');
  expect(answer.headers.get('content-type')).toBe('application/json');
  expect(await answer.json()).toEqual(JSON.parse(JSON.stringify(openApi())));
});

test('the page tells every route, every problem that it may answer, and every body', () => {
  for (const [name, route] of Object.entries<Route>(routes)) {
    expect(ids()).toContain(name);
    expect(page).toContain(`</span> ${route.path}</p>`);
    for (const code of problemsOf(route)) expect(page).toContain(`<code>${code}</code>`);
  }
  expect(ids()).toEqual(
    expect.arrayContaining(Object.keys(openApi().components.schemas).map((name) => `schema-${name}`)),
  );
});

test('an operation is said to be in the client where it is', () => {
  for (const [name, { caller }] of Object.entries<Route>(routes))
    expect(page.includes(`In the client: <code>${name}</code>`), name).toBe(caller !== 'anyone');
});

test('what stands in backticks is code', () => {
  expect(page).not.toContain('`');
});

test('what varies in a call to try is a variable of the shell', () => {
  expect(page).toContain(
    'curl -X GET &quot;$GATEWAY/v1/admin/installations/$INSTALLATION_ID/owners?at=2026-11-25T14:05:00Z&quot;',
  );
  expect(page).not.toMatch(/\$GATEWAY[^ ]*\{/);
});

test('every link of the page leads somewhere', () => {
  const targets = [...page.matchAll(/ href="#([^"]+)"/g)].map(([, target]) => target);
  expect(targets.filter((target) => !ids().includes(target))).toEqual([]);
  expect(ids()).toEqual([...new Set(ids())]);
});

test('the page needs no network and no script', async () => {
  expect(page).not.toMatch(/<script|<link|<img|@import|url\(|(src|href)="(https?:)?\/\//i);
  const { headers } = await ask('/docs');
  expect(headers.get('content-security-policy')).toContain("default-src 'none'");
});
