import { describe, expect, expectTypeOf, test } from 'vitest';
import * as answers from '../fixtures/page-shell/answers.ts';
import gonative from '../fixtures/page-shell/gonative.json' with { type: 'json' };
import measured from '../fixtures/page-shell/median-js-bridge-2.21.0.json' with { type: 'json' };
import type {
  Command,
  CommandError,
  PageEvents,
  PageMessage,
  PageReason,
  RegisterAnswer,
  Registration,
} from './page-shell.ts';
import type { ProblemCode } from './problems.ts';
import { problems } from './problems.ts';
import type { RegistrationView } from './shell-gateway.ts';

/** Compiles only while the messages of real clients fit the type. */
const fromPages: { name: string; message: string | PageMessage }[] = [...measured, ...gonative];

/** The plugin/command of a message, whatever its form and spelling. */
function commandOf(message: string | PageMessage): string {
  if (typeof message !== 'string') {
    return commandOf(message.medianCommand ?? message.gonativeCommand ?? 'nothing');
  }
  if (message.startsWith('{')) return commandOf(JSON.parse(message) as PageMessage);
  return message.replace(/^(median|gonative):\/\//, '');
}

describe('messages of real clients', () => {
  test.each(fromPages)('$name: written back as it came', ({ message }) => {
    const text = typeof message === 'string' && message.startsWith('{') ? message : JSON.stringify(message);
    expect(JSON.stringify(JSON.parse(text))).toBe(text);
  });

  test.each(fromPages)('$name: names a command that the shell answers', ({ message }) => {
    const known = {
      'msdynamics/promptNotificationPermission': true,
      'msdynamics/areNotificationsEnabled': true,
      'msdynamics/registerDevice': true,
      'msdynamics/registrationInfo': true,
      'msdynamics/unregisterDevice': true,
      'msdynamics/setTrackingConsent': true,
      'msdynamics/notificationReceivedAnswer': true,
      'msdynamics/notificationOpenedAnswer': true,
      'msdynamics/registrationChangedAnswer': true,
      'run/median_device_info': true,
      'open/app-settings': true,
      'permissions/status': true,
      'events/subscribe': true,
      'events/unsubscribe': true,
    } satisfies Record<Command, true>;
    // The one command whose own name carried the old spelling.
    const command = commandOf(message).replace('gonative_device_info', 'median_device_info');
    expect(Object.keys(known)).toContain(command);
  });

  test('the text that Android gets and the object that iOS gets say the same, but for the callback', () => {
    const saying = (system: string) =>
      measured
        .filter(({ name }) => name.startsWith(system))
        .map(({ message }) => (typeof message === 'string' ? message : JSON.stringify(message)))
        .map((text) => text.replace(/_median_temp_\w+/, '_median_temp_'));
    expect(saying('Android')).toEqual(saying('iOS'));
  });
});

describe('answers and events', () => {
  const all = Object.entries(answers).flatMap(([kind, group]) =>
    Object.entries(group).map(([name, value]) => ({ name: `${kind}: ${name}`, value })),
  );

  test.each(all)('$name survives JSON', ({ value }) => {
    expect(JSON.parse(JSON.stringify(value))).toEqual(value);
  });

  test('a failed registration never carries the key "error", which would reject the promise of Median’s client', () => {
    for (const answer of Object.values(answers.registerAnswers)) expect(answer).not.toHaveProperty('error');
    expectTypeOf<Extract<RegisterAnswer, { error: unknown }>>().toBeNever();
  });

  test('"for" is said exactly while waiting', () => {
    for (const registration of Object.values(answers.registrations)) {
      expect('for' in registration).toBe(registration.state === 'waiting');
    }
  });

  test('there is a sample of every registration state', () => {
    const states = Object.values(answers.registrations).map(({ state }) => state);
    expectTypeOf<(typeof states)[number]>().toEqualTypeOf<Registration['state']>();
  });
});

describe('words that two wires share', () => {
  test('every reason a page can get has a text and a remedy', () => {
    expectTypeOf<PageReason>().toExtend<ProblemCode>();
    expectTypeOf<CommandError['error']>().toExtend<ProblemCode>();
    const reasons = Object.values(answers.registerAnswers).flatMap((a) => ('reason' in a ? [a.reason] : []));
    for (const reason of reasons) expect(problems[reason].remedy).not.toBe('');
  });

  test('a registration is the same to the page and to the gateway, but for the reason, which may be newer than the shell', () => {
    type Shared = Omit<RegistrationView, 'reason'>;
    expectTypeOf<Omit<Registration, 'reason'>>().toEqualTypeOf<Shared>();
    expectTypeOf<Registration>().toExtend<RegistrationView>();
    expectTypeOf<RegistrationView['reason']>().toEqualTypeOf<string | undefined>();
  });

  test('registrationChanged tells a registration', () => {
    expectTypeOf<PageEvents['_median_msdynamics_registration_changed']>().toEqualTypeOf<Registration>();
  });
});
