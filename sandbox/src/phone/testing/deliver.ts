import type { TimelineEvent } from '../../timeline.ts';
import type { DeliveredPush } from '../push-network.ts';
import type { makeProbedPhone } from './make-phone.ts';

type Made = ReturnType<typeof makeProbedPhone>;

const text = { title: 'Hello', body: 'World' };

/** An APNs payload with a text for the person. */
export const alert = (aps: object = {}, data: object = {}) => ({ aps: { alert: text, ...aps }, data });
/** An APNs payload for the app alone. */
export const backgroundPush = { aps: { 'content-available': 1 }, data: {} };
/** FCM messages: drawn by the system, by the app, or by whoever is there. */
export const notification = (how: object = {}, priority = 'high') => ({
  notification: text,
  data: {},
  android: { priority, notification: how },
});
export const data = (more: object = {}, priority = 'high') => ({
  data: { ...text, ...more },
  android: { priority },
});
export const both = (more: object = {}) => ({
  notification: text,
  data: more,
  android: { priority: 'high' },
});

let sent = 0;

/** Sends a push to the phone, and waits until everything that it begins is done. */
export async function deliver(made: Made, payload: unknown, more: Partial<DeliveredPush> = {}) {
  sent += 1;
  const push = { id: `n${sent}`, payload, traceId: sent.toString(16).padStart(32, '0'), ...more };
  const answer = made.network.send(made.phone.view().token, push);
  await settled();
  return { ...push, answer };
}

/** What the timeline says at last of a push: `push.shown`, `push.not-shown`, `push.held` … */
export async function verdictOn(
  made: Made,
  payload: unknown,
  more: Partial<DeliveredPush> = {},
): Promise<TimelineEvent> {
  const { traceId } = await deliver(made, payload, more);
  const last = made.timeline.list({ traceId }).at(-1);
  if (!last) throw new Error('the phone says nothing of this push');
  return last;
}

/** What a probe begins is done in microtasks. */
export const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

/** The app asks for permission; `answered` is filled once it has an answer. */
export async function ask({ probe }: Made) {
  const question: { answered?: { granted: boolean } } = {};
  probe.processes
    .at(-1)
    ?.push.requestPermission()
    .then((permission) => {
      question.answered = permission;
    });
  await settled();
  return question;
}

/** Opens the app, has it ask, and answers. */
export async function answerTo(made: Made, answer: 'allow' | 'deny' | 'dismiss'): Promise<void> {
  await made.phone.launch();
  await ask(made);
  await made.phone.answerDialog(answer);
  await settled();
}
