import type { Channel, QuietReason } from '../../control/wire.ts';
import type { AppProcess } from '../app/app-process.ts';
import type { DeliveredPush } from '../push-network.ts';
import type { Scene } from '../state.ts';
import type { Channels } from './channels.ts';
import { handlingOf } from './delivery.ts';
import { type PushContent, readApns, readFcm, wakes } from './push-content.ts';
import type { PushTraces } from './push-traces.ts';
import { held, type NotShown } from './reasons.ts';
import { type Arrived, createReport } from './report.ts';
import { maySilentlyWake } from './wakes.ts';

export interface ArrivalsOptions {
  process(): AppProcess | undefined;
  channels: Channels;
  traces: PushTraces;
  now(): number;
}

/** Receives pushes for the phone: arrived, shown or why not, each under the push's trace. */
export interface Arrivals {
  /** `offline`: the push service keeps it, until the phone is back or awake. */
  deliver(push: DeliveredPush): 'delivered' | 'offline';
}

export function createArrivals(scene: Scene, options: ArrivalsOptions): Arrivals {
  const { state, record, changed } = scene;
  const { process, traces, now } = options;
  const { platform } = state.system;
  const permitted = () => state.permission.status === 'granted' || state.permission.status === 'provisional';
  const report = createReport(scene, now);

  /** Tells the core, where the system does. Its word counts where the app draws the notification itself. */
  const ask = async ({ push, content, handling }: Arrived): Promise<NotShown | undefined> => {
    // iOS asks the delegate only about what it may present (assumed); Android runs the app's code regardless.
    if (content.kind === 'silent' && handling.told && !maySilentlyWake(state, now())) return 'throttled';
    if (!handling.told || (platform === 'ios' && handling.shownBy === 'app' && !permitted()))
      return undefined;
    const foreground = state.app === 'foreground';
    const answer = await process()?.arrive({ id: push.id, payload: push.payload, foreground });
    if (handling.shownBy !== 'app' || answer === 'show') return undefined;
    return answer === 'hide' ? 'hidden' : 'app-ended';
  };

  /** The number on the icon, which needs no text (facts: apns-fcm-phones.md §6.1: none while provisional). */
  const countOn = ({ badge }: PushContent) => {
    if (badge === undefined || badge === state.badge || state.permission.status !== 'granted') return;
    state.badge = badge;
    changed();
  };

  const show = (arrived: Arrived) => {
    const channel = platform === 'android' ? channelOf(arrived, options.channels) : undefined;
    if (channel?.importance === 'none') return report.notShown(arrived.push, 'channel-blocked');
    countOn(arrived.content);
    report.shown(arrived, { channel, quiet: quietBy(scene, arrived.content, channel) });
  };

  const conclude = (arrived: Arrived, objection: NotShown | undefined) => {
    const { push, content, handling } = arrived;
    if (handling.shownBy === 'nobody') {
      countOn(content);
      // Whoever was not told was not running (facts: apns-fcm-phones.md §6.1).
      const missed: NotShown = platform === 'ios' && !handling.told ? 'force-quit' : 'silent';
      return report.notShown(push, objection ?? missed);
    }
    if (!permitted()) return report.notShown(push, 'permission');
    if (objection) return report.notShown(push, objection);
    show(arrived);
  };

  /** Each comes to the screen after those that have arrived before, however long an app thinks about one. */
  let earlier: Promise<unknown> = Promise.resolve();
  const receive = (push: DeliveredPush): void => {
    const content = platform === 'ios' ? readApns(push) : readFcm(push);
    const handling = handlingOf(platform, content.kind, state.app);
    report.arrived(push, content);
    const shut = excludedBy(scene);
    if (shut) {
      report.notShown(push, shut);
      return;
    }
    traces.remember(push.payload, push.traceId);
    const arrived = { push, content, handling };
    earlier = Promise.all([ask(arrived), earlier]).then(([objection]) => conclude(arrived, objection));
  };

  const keeping = (push: DeliveredPush): keyof typeof held | undefined => {
    if (!state.online) return 'offline';
    return state.doze && !wakes(push) ? 'doze' : undefined;
  };

  return {
    deliver(push) {
      const reason = keeping(push);
      if (reason === undefined) {
        receive(push);
        return 'delivered';
      }
      record({
        kind: reason === 'offline' ? 'push.offline' : 'push.held',
        traceId: push.traceId,
        summary: held[reason],
        detail: { id: push.id, reason },
      });
      return 'offline';
    },
  };
}

/** Why Android hands the app nothing at all (facts: apns-fcm-phones.md §6.2, "Message kinds"). */
function excludedBy({ state }: Scene): NotShown | undefined {
  if (state.system.platform === 'ios') return undefined;
  if (!state.opened) return 'never-opened';
  return state.forceStopped ? 'force-stopped' : undefined;
}

/** A message that names no channel comes in the default of the build where the system draws, and in the app's own. */
const channelOf = ({ content, handling }: Arrived, channels: Channels): Channel =>
  handling.shownBy === 'system' ? channels.ofMessage(content.channelId) : channels.ofApp(content.channelId);

/** Whether it comes without banner and sound, and why. */
function quietBy(
  { state }: Scene,
  { level }: PushContent,
  channel: Channel | undefined,
): QuietReason | undefined {
  if (channel) return channel.importance === 'low' || channel.importance === 'min' ? 'channel' : undefined;
  if (state.permission.status === 'provisional') return 'provisional';
  if (level === 'passive') return 'passive';
  return state.focus && level !== 'time-sensitive' && level !== 'critical' ? 'focus' : undefined;
}
