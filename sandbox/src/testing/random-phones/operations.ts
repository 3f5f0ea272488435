import fc from 'fast-check';
import type { Operation, Plain } from '../../phone/model/operation.ts';
import type { Importance } from '../../phone/model/phone.ts';
import type { Push } from '../../phone/model/push.ts';
import { APP_CHANNEL } from './app.ts';
import { ANDROID_LEVELS } from './profiles.ts';

/**
 * What happens next to a phone, at random. What its platform does not know comes too, but seldom: it is refused. A push
 * gets its id when it is sent; a notification is named by its place in the tray.
 */
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const one = fc.constantFrom;
const maybe = <const T>(...values: T[]) => fc.option(one(...values), { nil: undefined, freq: 2 });
const plain = (...names: Plain[]) => one(...names).map((name): Operation => ({ do: name }));
const on = fc.boolean();
/** Places in the tray, from the top. */
const id = one('0', '1', '2', '3');

const push = (parts: Push['text'][]) =>
  fc.record({
    do: one('push' as const),
    push: fc.record({
      id: one(''),
      priority: one('high' as const, 'normal'),
      text: one(...parts),
      ...{ collapse: maybe('c1', 'c2'), tag: maybe('t1', 't2'), channel: maybe('news', 'offers') },
      badge: maybe(0, 1, 7),
      background: maybe(true),
      level: maybe('passive', 'active', 'time-sensitive', 'critical'),
      ttl: fc.option(one(0, MINUTE, DAY), { nil: undefined, freq: 3 }),
    }),
  });

/** What happens to a phone of either platform, in shares of a hundred or so. */
const common = [
  { weight: 14, arbitrary: plain('launch') },
  { weight: 12, arbitrary: plain('background', 'kill') },
  { weight: 9, arbitrary: plain('ask') },
  { weight: 5, arbitrary: plain('restart', 'rotate token', 'reinstall', 'restore') },
  { weight: 5, arbitrary: plain('open settings', 'open browser', 'close browser', 'connect page', 'load') },
  {
    weight: 9,
    arbitrary: fc.record({ do: one('answer' as const), answer: one('allow' as const, 'deny', 'dismiss') }),
  },
  { weight: 5, arbitrary: fc.record({ do: one('switch notifications' as const), on }) },
  { weight: 7, arbitrary: fc.record({ do: one('switch online' as const), on }) },
  { weight: 2, arbitrary: fc.record({ do: one('let the app show' as const), on }) },
  { weight: 5, arbitrary: fc.record({ do: one('tap' as const), id }) },
  { weight: 2, arbitrary: fc.record({ do: one('swipe away' as const), id }) },
  { weight: 3, arbitrary: fc.record({ do: one('wait' as const), ms: one(1000, 5 * MINUTE, 2 * DAY) }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: one('set time zone' as const), timeZone: one('Europe/Berlin', 'Asia/Tokyo') }),
  },
  { weight: 1, arbitrary: fc.record({ do: one('set language' as const), language: one('de-AT', 'ja') }) },
  { weight: 1, arbitrary: fc.record({ do: one('set clock skew' as const), ms: one(0, 90_000, -DAY) }) },
];

const quietly = fc.record({
  do: one('answer quietly' as const),
  id,
  answer: one('keep-prominent' as const, 'keep-quiet', 'turn-off'),
});
const importance = one<Importance[]>('none', 'min', 'low', 'default', 'high');
const channel = (what: 'make channel' | 'set channel', ...ids: string[]) =>
  fc.record({ do: one(what), id: one(...ids), importance });
const focus = fc.record({ do: one('switch focus' as const), on });
const doze = fc.record({ do: one('switch doze' as const), on });
const target = fc.record({ do: one('update app' as const), target: one(29, 32, 33, 36) });

const ofIos: fc.WeightedArbitrary<Operation>[] = [
  { weight: 20, arbitrary: push(['system', 'system', 'system', 'none']) },
  { weight: 5, arbitrary: plain('ask provisionally') },
  { weight: 5, arbitrary: quietly },
  { weight: 4, arbitrary: focus },
  { weight: 1, arbitrary: fc.record({ do: one('upgrade system' as const), level: one(16, 18, 26) }) },
];
const ofAndroid: fc.WeightedArbitrary<Operation>[] = [
  { weight: 20, arbitrary: push(['system', 'data', 'both', 'none']) },
  { weight: 4, arbitrary: plain('force stop') },
  { weight: 2, arbitrary: plain('clear data', 'lose unused permissions') },
  { weight: 5, arbitrary: doze },
  { weight: 3, arbitrary: channel('make channel', 'news', 'offers') },
  { weight: 3, arbitrary: channel('set channel', 'news', 'offers', APP_CHANNEL.id) },
  { weight: 2, arbitrary: target },
  { weight: 2, arbitrary: fc.record({ do: one('upgrade system' as const), level: one(...ANDROID_LEVELS) }) },
];
/** What a platform does not know. */
const foreignToIos = [
  plain('force stop', 'clear data', 'lose unused permissions'),
  doze,
  target,
  channel('make channel', 'news'),
];
const foreignToAndroid = [plain('ask provisionally'), quietly, focus];

const mixed = (
  own: fc.WeightedArbitrary<Operation>[],
  foreign: fc.Arbitrary<Operation>[],
): fc.Arbitrary<Operation> => fc.oneof(...common, ...own, { weight: 2, arbitrary: fc.oneof(...foreign) });

export const operations: Record<'ios' | 'android', fc.Arbitrary<Operation>> = {
  ios: mixed(ofIos, foreignToIos),
  android: mixed(ofAndroid, foreignToAndroid),
};
