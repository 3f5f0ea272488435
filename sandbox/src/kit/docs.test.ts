import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import * as kit from '../sandbox.ts';
import * as matcherModule from './matchers.ts';

const page = readFileSync(join(import.meta.dirname, '../../../docs/test-kit.md'), 'utf8');
const blocks = [...page.matchAll(/```js\n([\s\S]*?)```/g)].map(([, code = '']) => code);
const blockWith = (words: string): string =>
  blocks.find((code) => code.includes(words)) ?? expect.fail(`no block with ${words}`);

type Told = (name: string, run: () => Promise<void>) => void;

/** Runs a block of the page, with what it imports and the names that it takes for given; answers with its own names. */
async function run(code: string, { given = {}, names = [] as string[], tell = (() => {}) as Told } = {}) {
  const modules: Record<string, object> = {
    '@journeys-push/sandbox': kit,
    '@journeys-push/sandbox/matchers': matcherModule,
    'node:test': { default: tell },
  };
  const body = code
    .replace(/^import (\w+) from '(.+)';$/gm, "const { default: $1 } = modules['$2'];")
    .replace(/^import (\{.+\}) from '(.+)';$/gm, "const $1 = modules['$2'];");
  expect(body).not.toMatch(/^import /m);
  const AsyncFunction = (async () => {}).constructor as new (
    ...words: string[]
  ) => (...values: unknown[]) => Promise<Record<string, unknown>>;
  const block = new AsyncFunction('modules', ...Object.keys(given), `${body}\nreturn { ${names.join()} };`);
  return block(modules, ...Object.values(given));
}

/** What a phone of the kit can. */
let phoneNames: string[] = [];

test('three lines to a first test, matchers and snapshots', async () => {
  const { sandbox, phone } = (await run(blockWith('gateway: false'), { names: ['sandbox', 'phone'] })) as {
    sandbox: kit.Sandbox;
    phone: kit.KitPhone;
  };
  phoneNames = Object.keys(phone);
  const { userId } = await sandbox.person();
  const asked = phone.page.call('promptNotificationPermission');
  await phone.answer('allow');
  await asked;
  await sandbox.register({ phone, userId });
  const push = await sandbox.journey.send({ to: userId, title: 'Your order' });
  await phone.shows(push);
  // What its last line denies must have been sent, and not to here.
  const elsewhere = await sandbox.person();
  await sandbox.journey.send({ to: elsewhere.userId, title: 'Your bill' });
  await run(blockWith('expect.extend'), { given: { expect, phone } });
  const noted: string[] = [];
  const expectText = (text: string) => ({ toMatchSnapshot: () => noted.push(text) });
  await run(blockWith('toMatchSnapshot'), { given: { expect: expectText, sandbox, phone, push } });
  expect(noted[0]).toContain('push.shown');
  const { control, controlToken } = sandbox.connection();
  const process = { env: { SANDBOX_URL: control, SANDBOX_TOKEN: controlToken } };
  await run(blockWith('connectKit'), { given: { process } });
  await sandbox.close();
}, 60_000);

test('the whole test, with the real gateway', async () => {
  let whole: (() => Promise<void>) | undefined;
  await run(blockWith("from 'node:test'"), {
    tell: (_, body) => {
      whole = body;
    },
  });
  await whole?.();
  expect(whole).toBeDefined();
}, 60_000);

test('every expectation and every matcher of the page is there', () => {
  const named = [...page.matchAll(/`phone\.(\w+)\(/g)].map(([, name = '']) => name);
  expect(named.filter((name) => !phoneNames.includes(name))).toEqual([]);
  const matchers = [...page.matchAll(/\bto[A-Z]\w+/g)].map(([name]) => name);
  const known = [...Object.keys(matcherModule.matchers), 'toHaveURL', 'toMatchSnapshot'];
  expect(matchers.filter((name) => !known.includes(name))).toEqual([]);
});
