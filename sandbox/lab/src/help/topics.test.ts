import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { TOPICS, topicsWith } from './topics.ts';

it('ids are unique, and short enough for an address', () => {
  expect(new Set(TOPICS.map(({ id }) => id)).size).toBe(TOPICS.length);
  expect(TOPICS.every(({ id }) => /^[a-z-]+$/.test(id))).toBe(true);
});

it('every document that is named is there', () => {
  for (const path of TOPICS.flatMap(({ docs = [] }) => docs))
    expect(existsSync(new URL(`../../../../${path}`, import.meta.url)), path).toBe(true);
});

it('finds a topic by words that people use', () => {
  expect(topicsWith('nothing arrives').map(({ id }) => id)).toEqual(['nothing-arrives']);
  expect(topicsWith('ANDROID 12 ask').map(({ id }) => id)).toContain('no-dialog');
  expect(topicsWith('xylophone')).toEqual([]);
});
