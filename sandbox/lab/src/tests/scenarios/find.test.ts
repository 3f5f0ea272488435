import { expect, it } from 'vitest';
import type { ScenarioInfo, ScenarioRun } from '../../../../src/control/scenario-wire.ts';
import { find, newest, stateOf } from './find.ts';

const scenario = (name: string, more: Partial<ScenarioInfo> = {}): ScenarioInfo => ({
  ...{ name, title: `Story of ${name}`, asks: [], phones: ['iphone'], ownSandbox: false },
  ...more,
});
const run = (name: string, profile: string, status: ScenarioRun['status']) =>
  ({ id: `${name}${profile}${status}`, scenario: name, profile, status }) as ScenarioRun;

it('finds by title, name, phone and by what users ask for', () => {
  const all = [scenario('deep-link', { asks: [2] }), scenario('dead-token', { phones: ['android-14'] })];
  const names = (text: string) => find(all, text).map(({ name }) => name);
  expect(names('')).toEqual(['deep-link', 'dead-token']);
  expect(names('story DEEP')).toEqual(['deep-link']);
  expect(names('android')).toEqual(['dead-token']);
  expect(names('right page')).toEqual(['deep-link']);
  expect(names('nothing of it')).toEqual([]);
});

it('takes the newest run of each phone, and the worst of them for the whole', () => {
  const runs = [run('a', 'iphone', 'passed'), run('a', 'iphone', 'failed'), run('a', 'ios-15', 'running')];
  const found = newest(runs);
  expect([...found.keys()]).toEqual(['a iphone', 'a ios-15']);
  expect(found.get('a iphone')?.status).toBe('passed');
  expect(stateOf([...found.values()])).toBe('running');
  expect(stateOf([])).toBeUndefined();
});
