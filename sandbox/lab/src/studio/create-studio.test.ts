import { expect, test } from 'vitest';
import { studioCalls } from '../../../src/control/studio-calls.ts';
import type { StudioProject } from '../../../src/control/studio-wire.ts';
import { createNotices } from '../notices.ts';
import { createStudio } from './create-studio.ts';
import { isChanged } from './draft.ts';
import { createKeeper } from './keeper.ts';

const onDisk = (version: string, foreground: string): StudioProject => ({
  ...{ folder: '/shop', file: 'journeys-push.config.json', version, suggestion: {}, canBuild: true },
  content: { foreground },
});

/** The Studio of a sandbox that answers when it is told to: `answers` has what each question waits for. */
function openStudio() {
  const answers: ((project: StudioProject) => void)[] = [];
  const calls = {
    ...studioCalls(<T>() => new Promise<T>(() => {})),
    project: () => new Promise<StudioProject>((resolve) => answers.push(resolve)),
    save: (_: unknown, version: string) => Promise.resolve(onDisk(`${version}, saved`, 'page')),
    preview: async () => ({ before: '', after: '', files: [] }),
    check: async () => ({ mistakes: [], files: {}, firebaseProjects: {} }),
  };
  const storage = { getItem: () => null, setItem() {}, removeItem() {} };
  const studio = createStudio({ calls, notices: createNotices(), keeper: createKeeper(storage) });
  return { studio, answers };
}

test('what was read of the file before a save, or before a later reading, is not taken for a change', async () => {
  const { studio, answers } = openStudio();
  const readings = [studio.refresh(), studio.refresh()];
  answers[1]?.(onDisk('1', 'show'));
  await readings[1];
  answers[0]?.(onDisk('0', 'hide'));
  await readings[0];
  expect(studio.draft.get().content).toEqual({ foreground: 'show' });
  studio.change('foreground', 'page');
  const before = studio.refresh();
  const shown = await studio.preview();
  if (shown) await studio.save(shown);
  answers[2]?.(onDisk('1', 'show'));
  await before;
  const { project, content } = studio.draft.get();
  expect([project?.version, content, isChanged(studio.draft.get())]).toEqual([
    '1, saved',
    { foreground: 'page' },
    false,
  ]);
});
