import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type BuildProgress, build, MistakesFound } from './index.ts';
import { createCustomer, googleServices, shop } from './testing/customer.ts';

let customer: ReturnType<typeof createCustomer>;
beforeEach(() => {
  customer = createCustomer({ 'app.json': shop, 'google-services.json': googleServices() });
});
afterEach(() => customer.remove());
const inFolder = (path: string) => join(customer.folder, path);

/** Begins a build and aborts it as soon as it has told this. */
async function abortedAt(kind: BuildProgress['kind'] | undefined) {
  const controller = new AbortController();
  if (!kind) controller.abort(new Error('enough'));
  const { signal } = controller;
  const run = build({ config: customer.app, out: inFolder('made/shop'), signal });
  const told: string[] = [];
  const ended = (async () => {
    for await (const progress of run) {
      told.push(progress.kind);
      if (progress.kind === kind) controller.abort(new Error('enough'));
    }
  })();
  await expect(ended).rejects.toThrow('enough');
  await expect(run.result).rejects.toThrow('enough');
  return told;
}

describe('a build', () => {
  test('that was aborted before it began does nothing', async () => {
    expect(await abortedAt(undefined)).toEqual([]);
    expect(existsSync(inFolder('made'))).toBe(false);
  });

  test('tells its plan first; aborted then, it leaves nothing', async () => {
    expect(await abortedAt('planned')).toEqual(['planned']);
    expect(readdirSync(customer.folder).sort()).toEqual(['app.json', 'google-services.json']);
  });

  test('tells nothing where something is wrong with what it is made of', async () => {
    customer.put('google-services.json', googleServices('com.example.other'));
    const run = build({ config: customer.app, out: inFolder('made') });
    const told: BuildProgress[] = [];
    const ended = (async () => {
      for await (const progress of run) told.push(progress);
    })();
    await expect(ended).rejects.toThrow(MistakesFound);
    await expect(run.result).rejects.toMatchObject({ code: 'google-services-other-package' });
    expect(told).toEqual([]);
    expect(existsSync(inFolder('made'))).toBe(false);
  });

  test.each([
    ['a file', 'app.json', 'out-unwritable'],
    ['a place below a file', 'app.json/made', 'out-unwritable'],
    ['a folder of other things', '.', 'out-not-ours'],
  ])('writes nothing into %s', async (_what, out, code) => {
    await expect(build({ config: customer.app, out: inFolder(out) }).result).rejects.toMatchObject({ code });
  });

  test('does not replace what somebody has put beside its failures', async () => {
    customer.put('made-failed/notes.txt', 'dear diary');
    const run = build({ config: customer.app, out: inFolder('made') });
    await expect(run.result).rejects.toMatchObject({ code: 'out-not-ours' });
  });
});
