import { expect, test } from 'vitest';
import { type Run, startRun } from './run.ts';

async function all<Told>(run: Run<Told, unknown>): Promise<Told[]> {
  const told: Told[] = [];
  for await (const one of run) told.push(one);
  return told;
}

/** Work that tells numbers when it is told to. */
function steered() {
  let resolve: (result: string) => void = () => {};
  let reject: (reason: Error) => void = () => {};
  const promise = new Promise<string>((done, fail) => {
    resolve = done;
    reject = fail;
  });
  let tell: (told: number) => void = () => {};
  const run = startRun<number, string>((listener) => {
    tell = listener;
    return promise;
  });
  return { run, tell: (told: number) => tell(told), resolve, reject };
}

test('everybody is told everything, whenever they come', async () => {
  const { run, tell, resolve } = steered();
  tell(1);
  const early = all(run);
  tell(2);
  const between = all(run);
  await Promise.resolve();
  tell(3);
  resolve('done');
  expect(await Promise.all([early, between, run.result])).toEqual([[1, 2, 3], [1, 2, 3], 'done']);
  expect(await all(run)).toEqual([1, 2, 3]);
});

test('who iterates hears what has ended the work, after all that was told', async () => {
  const { run, tell, reject } = steered();
  const told: number[] = [];
  const ended = (async () => {
    for await (const one of run) told.push(one);
  })();
  tell(1);
  reject(new Error('in the middle'));
  await expect(ended).rejects.toThrow('in the middle');
  await expect(run.result).rejects.toThrow('in the middle');
  expect(told).toEqual([1]);
});

test('who stops listening does not end the work', async () => {
  const { run, tell, resolve } = steered();
  tell(1);
  for await (const one of run) {
    expect(one).toBe(1);
    break;
  }
  resolve('done');
  expect(await run.result).toBe('done');
});
