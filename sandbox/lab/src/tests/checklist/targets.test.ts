import { expect, it } from 'vitest';
import type { Checklist } from '../../../../src/control/check-wire.ts';
import type { Phone } from '../../../../src/control/wire.ts';
import { plannedColumns, targetsOf } from './targets.ts';

const phone = (id: string, profile: string, byTest = false) =>
  ({ id, profile, name: `My ${profile}`, platform: 'ios', osVersion: '26.1', page: { byTest } }) as Phone;
const profile = (id: string) => ({ id, platform: 'android' as const, model: `Model ${id}`, osVersion: '14' });

const checklist: Checklist = {
  items: [
    { number: 1, title: 'One', judgedBy: '' },
    { number: 2, title: 'Two', judgedBy: '' },
  ],
  pages: ['bare'],
  profiles: { iphone: [1, 2], 'android-14': [2] },
  phones: { p2: [1] },
};

it('offers the phones on the wall first, then the others, then what could be made', () => {
  const targets = targetsOf(
    [phone('p1', 'iphone'), phone('p2', 'iphone')],
    ['p2'],
    [profile('iphone'), profile('android-14')],
  );
  expect(targets.map(({ key, name, onWall }) => [key, name, onWall])).toEqual([
    ['p2', 'My iphone', true],
    ['p1', 'My iphone', false],
    ['+android-14', 'Model android-14', false],
  ]);
});

it('leaves the phones of scenarios out: they show no page of a site', () => {
  const targets = targetsOf([phone('p1', 'iphone', true)], ['p1'], [profile('iphone')]);
  expect(targets.map(({ key }) => key)).toEqual(['+iphone']);
});

it('knows before a run which items apply: by the phone itself where it is there', () => {
  const targets = targetsOf([phone('p2', 'iphone')], ['p2'], [profile('android-14')]);
  const columns = plannedColumns(targets, checklist, ['bare', 'median-js-bridge']);
  expect(
    columns.map(({ phone: key, page, cells }) => [key, page, cells.map(({ status }) => status)]),
  ).toEqual([
    ['p2', 'bare', ['waiting', 'not-applicable']],
    ['p2', 'median-js-bridge', ['waiting', 'not-applicable']],
    ['+android-14', 'bare', ['not-applicable', 'waiting']],
    ['+android-14', 'median-js-bridge', ['not-applicable', 'waiting']],
  ]);
});
