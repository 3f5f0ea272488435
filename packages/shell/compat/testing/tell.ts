import { FakeGateway } from '../../test/fake-gateway.ts';
import { dynamicsPush } from '../../test/fake-system.ts';
import { SITE } from '../../test/launch.ts';
import { becomes, PATIENCE, plain, same } from './plain.ts';
import type { Library, Step, Story, StoryPhone, StoryPhoneOptions, System } from './story.ts';

/** One step of a story, what it should come to, and what came. */
export interface Told {
  step: string;
  expected: unknown;
  came: unknown;
}

export interface TellOptions {
  system: System;
  library: Library;
  /** The text of `median-js-bridge`. */
  client: string;
  open(options: StoryPhoneOptions): Promise<StoryPhone>;
}

/** The page notes each event that it hears: by the bridge's listeners, or by globals as pages with the client do. */
const listeners: Record<Library, string> = {
  median: `var heard = [];
    if (window.median && median.msdynamics) ['notificationOpened', 'notificationReceived', 'registrationChanged'].forEach(function (name) {
      median.msdynamics[name].addListener(function (event) { heard.push([name, event]); });
    });`,
  Median: `var heard = [];
    function _median_msdynamics_notification_opened(event) { heard.push(['notificationOpened', event]); }
    function _median_msdynamics_notification_received(event) { heard.push(['notificationReceived', event]); }
    function _median_msdynamics_registration_changed(event) { heard.push(['registrationChanged', event]); }`,
};

/** Plays a story on a phone. It compares nothing, so that the test says what differed. */
export async function tell(story: Story, options: TellOptions): Promise<Told[]> {
  const { system, library, client } = options;
  const gateway = new FakeGateway();
  const scripts = [...(library === 'Median' ? [client] : []), listeners[library]];
  const phone = await options.open({ system, library, config: story.config ?? {}, scripts, gateway });
  const player = createPlayer(phone, gateway, options);
  const told: Told[] = [];
  try {
    for (const step of story.steps(system, library)) {
      const one = await player(step);
      told.push(one);
      // What follows would only repeat that it went wrong.
      if (!same(one.came, one.expected)) break;
    }
    return [...told, { step: 'requests against the contract', expected: [], came: gateway.violations }];
  } finally {
    await phone.close();
  }
}

/** The tracking id of the stories' pushes. */
const trackingId = '0f3c1a52-7a41-4c0f-9a39-1a2b3c4d5e6f';

function payloadOf(system: System, { push, link }: Extract<Step, { push: string }>): unknown {
  const url = link && new URL(link, SITE).href;
  const data: Record<string, string> = url ? { link: `${url}?tracked`, originalLink: url, trackingId } : {};
  return dynamicsPush(system === 'iphone' ? 'ios' : 'android-34', { title: push, body: 'World', ...data });
}

function createPlayer(phone: StoryPhone, gateway: FakeGateway, { system, library }: TellOptions) {
  let seen = 0;
  const call = (code: string) =>
    phone.evaluate(`${library}.${code}`).catch((error: unknown) => ({ thrown: textOf(error) }));
  const held = async () => plain(gateway.only && { ...gateway.only.put, registration: gateway.only.view });
  const told = async (step: string, look: () => Promise<unknown>, expected: unknown): Promise<Told> => ({
    step,
    expected,
    came: await becomes(phone, look, expected),
  });
  return async (step: Step): Promise<Told> => {
    if ('act' in step) {
      await phone.act(step.act);
      return { step: step.act, expected: undefined, came: undefined };
    }
    if ('call' in step) return { step: step.call, expected: step.answer, came: plain(await call(step.call)) };
    if ('ask' in step) return ask(phone, step, call('msdynamics.promptNotificationPermission()'));
    if ('page' in step)
      return told(step.page, () => phone.evaluate(step.page).then(plain, textOf), step.becomes);
    if ('push' in step) {
      await phone.push(`push-${step.push}`, payloadOf(system, step));
      return told(`push ${step.push}`, async () => phone.screen(), step.screen);
    }
    if ('tap' in step) {
      await phone.tap(step.tap);
      return told(`tap ${step.tap}`, async () => phone.screen(), step.screen);
    }
    if ('weather' in step) {
      gateway.weather = step.weather;
      return { step: 'the gateway is another', expected: undefined, came: undefined };
    }
    if ('outside' in step) return told('what was opened outside', async () => phone.outside(), step.outside);
    if ('held' in step) return told('what the gateway holds', held, step.held);
    const asked = await told('what the gateway is asked', async () => gateway.log.slice(seen), step.gateway);
    seen = gateway.log.length;
    return asked;
  };
}

type Ask = Extract<Step, { ask: string }>;

/** The page asks; the person answers the dialog as soon as there is one. */
async function ask(phone: StoryPhone, { person, answer }: Ask, answered: Promise<unknown>): Promise<Told> {
  let settled = false;
  void answered.then(() => {
    settled = true;
  });
  for (let pauses = 0; pauses < PATIENCE && !settled && !phone.dialogIsUp(); pauses += 1) await phone.pause();
  const dialog = phone.dialogIsUp();
  if (dialog && person) await phone.answer(person);
  return {
    step: `the page asks for permission; ${person ?? 'nobody'} answers`,
    expected: { dialog: person !== undefined, answer },
    came: { dialog, answer: dialog && !person ? 'not answered' : plain(await answered) },
  };
}

const textOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'error' in error ? String(error.error) : String(error);
