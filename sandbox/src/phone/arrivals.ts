import type { AppProcess } from './app-process.ts';
import { type Handling, handlingOf } from './delivery.ts';
import { type PushContent, readApns, readFcm } from './push-content.ts';
import type { DeliveredPush } from './push-network.ts';
import type { PushTraces } from './push-traces.ts';
import type { Scene } from './state.ts';
import { putInTray } from './tray.ts';

export interface ArrivalsOptions {
  platform: 'ios' | 'android';
  permitted(): boolean;
  process(): AppProcess | undefined;
  traces: PushTraces;
  now(): number;
}

/** Receives pushes for the phone: arrived, shown or why not, each under the push's trace. */
export interface Arrivals {
  deliver(push: DeliveredPush): 'delivered' | 'offline';
}

/** Why an arrival was not shown. Those that a person would call a fault mark where the path stopped. */
const reasons = {
  'never-opened': ['the app was never opened, and Android hands it nothing before that', true],
  'force-quit': ['the app was swiped away, and iOS does not wake it for a silent push', true],
  silent: ['it has neither title nor body', false],
  permission: ['the person does not allow notifications', true],
  hidden: ['the app wants it hidden', false],
  'app-ended': ['the app ended before it had decided', true],
} as const;
type Reason = keyof typeof reasons;

export function createArrivals(scene: Scene, options: ArrivalsOptions): Arrivals {
  const { state, record, changed } = scene;
  const { platform, permitted, process, traces, now } = options;

  const show = (push: DeliveredPush, content: PushContent, { shownBy }: Handling) => {
    const { kind, ...shown } = content;
    const replaced = putInTray(state, {
      ...shown,
      id: push.id,
      at: now(),
      traceId: push.traceId,
      payload: push.payload,
    });
    record({
      kind: 'push.shown',
      traceId: push.traceId,
      outcome: 'ok',
      summary: `The phone shows “${shown.title || shown.body}”.`,
      detail: { id: push.id, by: shownBy, kind, replaced },
    });
    changed();
  };

  const notShown = (push: DeliveredPush, reason: Reason) => {
    const [why, fault] = reasons[reason];
    record({
      kind: 'push.not-shown',
      traceId: push.traceId,
      summary: `The phone does not show it: ${why}.`,
      detail: { id: push.id, reason },
      ...(fault ? { outcome: 'failed' } : {}),
    });
  };

  /** Tells the core, where the system does. Its word counts where the app draws the notification itself. */
  const ask = async (push: DeliveredPush, handling: Handling): Promise<Reason | undefined> => {
    // iOS asks the delegate only about what it may present (assumed); Android runs the app's code regardless.
    if (!handling.told || (platform === 'ios' && handling.shownBy === 'app' && !permitted()))
      return undefined;
    const foreground = state.app === 'foreground';
    const answer = await process()?.arrive({ id: push.id, payload: push.payload, foreground });
    if (handling.shownBy !== 'app' || answer === 'show') return undefined;
    return answer === 'hide' ? 'hidden' : 'app-ended';
  };

  const receive = async (push: DeliveredPush): Promise<void> => {
    const content = platform === 'ios' ? readApns(push) : readFcm(push);
    const handling = handlingOf(platform, content.kind, state.app);
    record({
      kind: 'push.arrived',
      traceId: push.traceId,
      summary: `The push reaches the phone, whose app is ${wording[state.app]}.`,
      detail: { id: push.id, kind: content.kind, app: state.app, ...priorityOf(push) },
    });
    if (platform === 'android' && !state.opened) return notShown(push, 'never-opened');
    traces.remember(push.payload, push.traceId);
    const silent: Reason | undefined = platform === 'ios' && !handling.told ? 'force-quit' : 'silent';
    const objection = await ask(push, handling);
    if (handling.shownBy === 'nobody') return notShown(push, silent);
    if (!permitted()) return notShown(push, 'permission');
    if (objection) return notShown(push, objection);
    show(push, content, handling);
  };

  return {
    deliver(push) {
      if (state.online) {
        void receive(push);
        return 'delivered';
      }
      record({
        kind: 'push.offline',
        traceId: push.traceId,
        summary: 'The phone is offline; the push service keeps the push.',
        detail: { id: push.id },
      });
      return 'offline';
    },
  };
}

const wording = { foreground: 'in front', background: 'in the background', killed: 'not running' } as const;
const priorityOf = ({ priority }: DeliveredPush) => (priority === undefined ? {} : { priority });
