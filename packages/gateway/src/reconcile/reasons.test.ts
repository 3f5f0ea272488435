import { readFile } from 'node:fs/promises';
import { failureReasons } from '@journeys-push/contract/gateway-dynamics';
import { expect, test } from 'vitest';
import { reasonTable, rulingOn } from './reasons.ts';

test.each([
  [' DuplicateExists ', 'registered'],
  ['dryrunsendingfailed', 'retry-once'],
  ['Sending a test invisible notification failed for the given device token', 'retry-once'],
  ['Provided API token is not valid', 'stop-app'],
  ['FailedToStoreDevice', 'retry'],
])('the reason %j means %s', (text, verdict) => {
  expect(rulingOn(text)).toMatchObject({ verdict });
});

test.each([null, undefined, '', 'Provided service account JSON is incorrect', 'x\0y'])(
  'an unknown reason is final and printable: %j',
  (text) => {
    const ruling = rulingOn(text);
    expect(ruling.verdict).toBe('wait-for-device');
    expect(ruling.message).toMatch(/^[\x20-\x7e]+$/);
  },
);

test('the table of the documentation is this one', async () => {
  const page = await readFile(new URL('../../../../docs/gateway/reconcile.md', import.meta.url), 'utf8');
  for (const reason of failureReasons) {
    expect(page).toMatch(new RegExp(`^\\| \`${reason}\` +\\| \`${reasonTable[reason].verdict}\` +\\|`, 'm'));
  }
});
