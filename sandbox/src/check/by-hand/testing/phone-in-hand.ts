import type { ApiName, Outcome } from '../../phone.ts';
import type { Called, Task, TokenShape } from '../wire.ts';
import { createAppModel, type Device } from './app-model.ts';

/** What a test spoils of a phone on which all is well. */
export interface Spoiled extends Device {
  /** What a call comes to instead. */
  call?: (call: MadeCall, good: unknown) => Outcome | undefined;
  /** The button that the person presses instead; `nth` counts the questions of that kind. */
  press?: (act: string, nth: number) => string | undefined;
  /** Where the tap of a push leads instead. */
  tapLeadsTo?: (act: string) => string | undefined;
  /** What the page says of a token instead. */
  shape?: TokenShape;
  /** What is thrown in the page during a call. */
  thrown?: (call: MadeCall) => string | undefined;
}

export interface MadeCall {
  name: ApiName;
  /** Counts the calls of that name. */
  nth: number;
  userId: string | undefined;
  form: string;
}

/** Plays phone, app, page and person, as a receiver hears them, until the check has ended. */
export function playPhone(url: string, spoiled: Spoiled) {
  const app = createAppModel(url, spoiled);
  const counts = new Map<string, number>();
  const count = (name: string) => {
    const nth = (counts.get(name) ?? 0) + 1;
    counts.set(name, nth);
    return nth;
  };
  const post = (what: string, body: object) =>
    fetch(url + what, { method: 'POST', body: JSON.stringify({ place: app.place(), ...body }) });
  const done = (task: number, result: object) => post('done', { task, result });
  const play = async () => {
    for (let have = 0; ; ) {
      const { task } = (await (await post('turn', { have })).json()) as { task: Task | null };
      if (!task || task.id === have) continue;
      have = task.id;
      if (task.kind === 'end' || task.kind === 'busy') return task.say;
      if (task.kind === 'call') await done(task.id, perform(task.call, { app, count, spoiled }));
      if (task.kind !== 'ask') continue;
      const choice = act(task.act, { app, count, spoiled });
      if (choice) await done(task.id, { kind: 'chosen', choice });
    }
  };
  return { played: play(), devicesOf: app.devices };
}

interface Playing {
  app: ReturnType<typeof createAppModel>;
  count(name: string): number;
  spoiled: Spoiled;
}

function perform(
  { name, form, options }: Extract<Task, { kind: 'call' }>['call'],
  { app, count, spoiled }: Playing,
): Called {
  const made: MadeCall = { name, form, userId: options?.userId, nth: count(name) };
  const thrown = spoiled.thrown?.(made);
  if (thrown) app.phone.errors = [...app.phone.errors, thrown];
  const answer = app.calls[name](made.userId);
  const outcome = spoiled.call?.(made, answer) ?? { kind: 'answered', answer };
  const given = outcome.kind === 'answered' ? Object(outcome.answer) : {};
  const ios = spoiled.platform === 'ios';
  const shape = spoiled.shape ?? { length: ios ? 64 : 163, hex: ios, plain: true };
  const tokens = typeof given[app.tokenName] === 'string' ? { [app.tokenName]: shape } : {};
  return { kind: 'called', outcome, ms: name === 'promptNotificationPermission' ? 900 : 5, tokens };
}

/** The button that the person presses; none where the page sees by itself that they have done it. */
function act(name: string, { app, count, spoiled }: Playing): string | undefined {
  const pressed = spoiled.press?.(name, count(name));
  if (pressed) return pressed;
  if (name in buttons) return buttons[name];
  if (name === 'behind') app.phone.hidden += 1;
  if (name === 'closed') app.restart();
  if (name === 'switch-on' || name === 'switch-off') {
    app.phone.permission = name === 'switch-on' ? 'granted' : 'denied';
    return 'done';
  }
  if (!name.startsWith('push')) return undefined;
  const where = `${app.home}opened`;
  const leads = spoiled.tapLeadsTo?.(name) ?? where;
  if (name === 'push-closed') app.restart(leads);
  else app.load(leads);
  return leads === where ? undefined : 'elsewhere';
}

const buttons: Record<string, string> = {
  ...{ installed: 'yes', facts: 'yes', prompt: 'go', prompted: 'allowed', silent: 'nothing' },
};
