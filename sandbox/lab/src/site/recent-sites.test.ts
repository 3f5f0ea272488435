import { expect, it } from 'vitest';
import { recentSites, rememberSite } from './recent-sites.ts';

function storage(content?: string) {
  const kept = new Map<string, string>(
    content === undefined ? [] : [['journeys-push.recent-sites', content]],
  );
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
}

it('the last address comes first, each once, five at most', () => {
  const kept = storage();
  for (const port of [1, 2, 3, 4, 5, 6, 2]) rememberSite(kept, `http://localhost:${port}/`);
  expect(recentSites(kept)).toEqual([2, 6, 5, 4, 3].map((port) => `http://localhost:${port}/`));
});

it.each(['no JSON', '{}', '[1, null]'])('what is kept as %s is nothing', (content) => {
  expect(recentSites(storage(content))).toEqual([]);
});
