import { expect, it } from 'vitest';
import { barsOf, reasonInWords } from './bars.ts';

it('each figure has its share of the one it belongs to', () => {
  const funnel = {
    ...{ inflow: 4, sent: 3, delivered: 3, notSent: 1, reasons: {}, opens: 3, uniqueOpens: 2, clicks: 1 },
    ...{ uniqueClicks: 1, sendRate: 0.75, openRate: 2 / 3, clickRate: 1 / 3, engagementRate: 2 / 3 },
  };
  expect(barsOf(funnel).map(({ label, count, share }) => [label, count, share])).toEqual([
    ['Entered', 4, 1],
    ['Sent (delivered)', 3, 0.75],
    ['Not sent', 1, 0.25],
    ['Opened', 2, 2 / 3],
    ['Link clicked', 1, 1 / 3],
  ]);
});

it('a code is told in words, a provider’s reason as it is', () => {
  expect(reasonInWords('no-device')).toContain('no device');
  expect(reasonInWords('BadDeviceToken')).toBe('the provider says BadDeviceToken');
});
