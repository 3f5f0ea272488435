import { setImmediate as turn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { createTurns } from './turns.ts';

/** Something that goes on until it is told to end. */
function tale() {
  let end = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  let began = false;
  const act = async () => {
    began = true;
    await ended;
  };
  return { act, end, began: () => began };
}

it('many go on side by side; one that must be alone waits for them, and later ones for it', async () => {
  const turns = createTurns();
  const [one, other, alone, later] = [tale(), tale(), tale(), tale()];
  void turns(false, one.act);
  void turns(false, other.act);
  void turns(true, alone.act);
  const last = turns(false, later.act);
  await turn();
  expect([one, other, alone, later].map(({ began }) => began())).toEqual([true, true, false, false]);
  one.end();
  other.end();
  await turn();
  expect([alone.began(), later.began()]).toEqual([true, false]);
  alone.end();
  later.end();
  await last;
  expect(later.began()).toBe(true);
});

it('two that must be alone come one after the other, and one that fails holds up nobody', async () => {
  const turns = createTurns();
  const order: string[] = [];
  const first = turns(true, async () => {
    order.push('first');
    throw new Error('no');
  });
  const second = turns(true, async () => order.push('second'));
  await expect(first).rejects.toThrow('no');
  await second;
  await turns(false, async () => order.push('third'));
  expect(order).toEqual(['first', 'second', 'third']);
});
