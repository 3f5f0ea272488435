import { BindingAnswer, InstallationAnswer, InteractionsAnswer } from '@journeys-push/contract/shell-gateway';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readBinding, readInstallation, readInteractions } from './answer.ts';

const states = ['none', 'waiting', 'queued', 'sent', 'registered', 'refused', 'removing', 'removed'];
const odd = fc.constantFrom<unknown>(null, 1, '', [], {}, 'unheard-of', 1.5, undefined);
const maybe = (value: fc.Arbitrary<unknown>) => fc.oneof({ weight: 6, arbitrary: value }, odd);

const view = fc.record(
  {
    state: maybe(fc.constantFrom(...states)),
    for: maybe(fc.constantFrom('permission', 'token', 'network', 'identity')),
    userId: maybe(fc.string()),
    requestId: maybe(fc.string()),
    reason: maybe(fc.string()),
    message: maybe(fc.string()),
    since: maybe(fc.string()),
    somethingNew: odd,
  },
  { requiredKeys: ['state'] },
);

const answer = fc.record(
  {
    installationId: maybe(fc.uuid()),
    credential: maybe(fc.string()),
    registration: maybe(view),
    accepted: maybe(fc.integer()),
    somethingNew: odd,
  },
  { requiredKeys: [] },
);

test('an answer of the gateway is read as its schema reads it', () => {
  fc.assert(
    fc.property(maybe(answer), (value) => {
      expect(readInstallation(value)).toEqual(InstallationAnswer.safeParse(value).data);
      expect(readBinding(value)).toEqual(BindingAnswer.safeParse(value).data);
      expect(readInteractions(value)).toEqual(InteractionsAnswer.safeParse(value).data);
    }),
    { numRuns: 2_000 },
  );
});

test('a good answer is one', () => {
  const registration = { state: 'registered', userId: 'user-1', since: '2026-11-24T08:00:00Z' };
  const installationId = '0f8fad5b-d9cb-469f-a165-70867728950e';
  expect(readInstallation({ installationId, credential: 'c', registration, more: 1 })).toEqual({
    installationId,
    credential: 'c',
    registration,
  });
  expect(readInstallation({ installationId: 'other', registration })).toBeUndefined();
});
