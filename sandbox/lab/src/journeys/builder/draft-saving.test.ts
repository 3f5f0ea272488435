import { expect, it } from 'vitest';
import type { JourneyDefinition, JourneyProblem } from '../../../../src/control/journey-wire.ts';
import { createDraftSaving } from './draft-saving.ts';

const blank: JourneyDefinition = {
  ...{ name: 'Blank', entity: 'contact', steps: [], timeZone: 'UTC', frequencyCap: true },
  start: { by: 'trigger', trigger: 'start', reentry: 'always' },
};
const named = (name: string): JourneyDefinition => ({ ...blank, name });
const nameless: JourneyProblem = { path: 'name', message: 'A name is missing.', blocks: 'saving' };

/** A sandbox that keeps drafts with a name, and can be out of reach. */
function prepare(restMs = 0) {
  const sandbox = { reached: true, kept: [] as string[], asked: 0 };
  const saving = createDraftSaving({
    ...{ saved: blank, restMs },
    check: async ({ name }) => {
      sandbox.asked += 1;
      if (!sandbox.reached) return undefined;
      return name ? [] : [nameless];
    },
    save: async ({ name }) => {
      // The first one takes longest: were they not one after the other, it would arrive last.
      await new Promise((done) => setTimeout(done, sandbox.kept.length === 0 ? 30 : 0));
      if (!sandbox.reached) return undefined;
      sandbox.kept.push(name);
      return {};
    },
  });
  const state = () => saving.view.get().state;
  return { sandbox, saving, state };
}

it('checks the draft that is opened, and saves nothing of it', async () => {
  const { sandbox, saving, state } = prepare();
  expect(state()).toBe('unchecked');
  await saving.now();
  expect([sandbox.asked, sandbox.kept, state()]).toEqual([1, [], 'saved']);
});

it('saves the last edit of a draft that is left at once', async () => {
  const { sandbox, saving } = prepare(60_000);
  void saving.now();
  saving.change(named('Tha'));
  saving.change(named('Thanks'));
  await saving.now();
  expect(sandbox.kept).toEqual(['Thanks']);
});

it('saves one after the other, so that the newest stays', async () => {
  const { sandbox, saving, state } = prepare();
  saving.change(named('One'));
  saving.now();
  await expect.poll(() => sandbox.asked).toBe(1);
  saving.change(named('Two'));
  expect(state()).toBe('changed');
  await expect.poll(() => sandbox.kept).toEqual(['One', 'Two']);
  await expect.poll(state).toBe('saved');
});

it('says what keeps it from being saved', async () => {
  const { sandbox, saving, state } = prepare();
  saving.change(named(''));
  await expect.poll(state).toBe('unsaved');
  expect(saving.view.get().problems).toEqual([nameless]);
  saving.change(named('Thanks'));
  await expect.poll(state).toBe('saved');
  expect(sandbox.kept).toEqual(['Thanks']);
});

it('tries again what a sandbox out of reach did not answer', async () => {
  const { sandbox, saving, state } = prepare();
  sandbox.reached = false;
  saving.change(named('Thanks'));
  await expect.poll(state).toBe('unsaved');
  sandbox.reached = true;
  saving.again();
  await expect.poll(state).toBe('saved');
  saving.again();
  expect([sandbox.kept, sandbox.asked]).toEqual([['Thanks'], 2]);
});

it('saves nothing of a draft that is deleted', async () => {
  const { sandbox, saving } = prepare(60_000);
  saving.change(named('Thanks'));
  saving.drop();
  saving.now();
  await new Promise((done) => setTimeout(done, 50));
  expect([sandbox.asked, sandbox.kept]).toEqual([0, []]);
});
