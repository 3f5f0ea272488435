import { expect, it } from 'vitest';
import { emptyDraft } from './draft.ts';
import { createKeeper } from './keeper.ts';

function storage(text: string | null = null) {
  let kept = text;
  return {
    getItem: () => kept,
    setItem(_: string, value: string) {
      kept = value;
    },
  };
}

it('a push that is being written is there again after a reload, with whom it leaves out', () => {
  const place = storage();
  const unsent = { draft: { ...emptyDraft, title: 'News', link: '' }, leaveOut: true };
  createKeeper(place).keep(unsent);
  expect(createKeeper(place).restore()).toEqual(unsent);
});

it.each([null, '{', 'null', '{"draft":{"title":7,"other":"x"},"leaveOut":"yes"}', '{"draft":null}'])(
  'without a readable one it begins anew: %s',
  (text) => {
    expect(createKeeper(storage(text)).restore()).toEqual({ draft: emptyDraft, leaveOut: false });
  },
);
