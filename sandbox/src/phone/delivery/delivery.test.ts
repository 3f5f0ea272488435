import { describe, expect, it } from 'vitest';
import { handlingOf } from './delivery.ts';
import { readApns, readFcm } from './push-content.ts';

const states = ['foreground', 'background', 'killed'] as const;

describe('who shows a push while the app is in front, behind, killed', () => {
  it.each([
    ['ios', 'alert', ['app', 'system', 'system']],
    ['ios', 'silent', ['nobody', 'nobody', 'nobody']],
    ['android', 'notification', ['app', 'system', 'system']],
    ['android', 'data', ['app', 'app', 'task']],
    ['android', 'silent', ['nobody', 'nobody', 'nobody']],
  ] as const)('%s %s: %j', (platform, kind, expected) => {
    expect(states.map((state) => handlingOf(platform, kind, state).shownBy)).toEqual(expected);
  });

  it.each(['ios', 'android'] as const)('%s never tells a killed app', (platform) => {
    for (const kind of ['alert', 'notification', 'data', 'silent'] as const)
      expect(handlingOf(platform, kind, 'killed').told).toBe(false);
  });
});

describe('an APNs payload', () => {
  it('is an alert with the text of aps.alert, and an image where a service extension may run', () => {
    const aps = { alert: { title: 'T', body: 'B' }, 'mutable-content': 1 };
    const payload = { aps, data: { imageUrl: 'https://i', link: null } };
    expect(readApns({ payload, collapseKey: 'c' })).toEqual({
      kind: 'alert',
      title: 'T',
      body: 'B',
      imageUrl: 'https://i',
      replaces: 'c',
    });
    expect(readApns({ payload: { aps: { alert: 'only text' }, data: { imageUrl: 'https://i' } } })).toEqual({
      kind: 'alert',
      title: '',
      body: 'only text',
    });
  });

  it.each([
    { aps: { 'content-available': 1 } },
    { aps: { alert: { title: '', body: '' } } },
    'nonsense',
    null,
  ])('without text is silent: %j', (payload) => {
    expect(readApns({ payload }).kind).toBe('silent');
  });
});

describe('an FCM message', () => {
  it('is data when its text is in the data only', () => {
    expect(readFcm({ payload: { data: { title: 'T', body: 'B', tag: 't' } }, collapseKey: 'c' })).toEqual({
      kind: 'data',
      title: 'T',
      body: 'B',
      replaces: 't',
    });
  });

  it('is a notification when it has that part, with or without data', () => {
    const notification = { title: 'N', body: 'B', image: 'https://i' };
    const android = { notification: { tag: 'news' } };
    expect(readFcm({ payload: { notification, data: { title: 'D' }, android } })).toEqual({
      kind: 'notification',
      title: 'N',
      body: 'B',
      imageUrl: 'https://i',
      replaces: 'news',
    });
  });

  it.each([{}, { data: { link: 'https://l' } }, { data: 7 }, undefined])(
    'without text is silent: %j',
    (payload) => {
      expect(readFcm({ payload }).kind).toBe('silent');
    },
  );
});
