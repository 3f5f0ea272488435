import type { Channel, QuietReason } from '../../control/wire.ts';
import type { DeliveredPush } from '../push-network.ts';
import type { Scene } from '../state.ts';
import type { Handling } from './delivery.ts';
import type { PushContent } from './push-content.ts';
import { type NotShown, notShown, quietly } from './reasons.ts';
import { putInTray } from './tray.ts';

/** A push, and what the system does with it. */
export interface Arrived {
  push: DeliveredPush;
  content: PushContent;
  handling: Handling;
}

/** Writes into timeline and tray what has become of a push. */
export function createReport({ state, record, changed }: Scene, now: () => number) {
  return {
    arrived(push: DeliveredPush, { kind }: PushContent) {
      record({
        kind: 'push.arrived',
        traceId: push.traceId,
        summary: `The push reaches the phone, whose app is ${wording[state.app]}.`,
        detail: { id: push.id, kind, app: state.app, ...priorityOf(push) },
      });
    },
    shown(
      { push, content, handling }: Arrived,
      { channel, quiet }: { channel: Channel | undefined; quiet: QuietReason | undefined },
    ) {
      const { id, traceId, payload } = push;
      const { kind, title, body, imageUrl, replaces, thread, level } = content;
      const where = { ...(quiet ? { quiet } : {}), ...(channel ? { channel: channel.id } : {}) };
      const replaced = putInTray(state, {
        ...{ id, title, body, at: now(), traceId, payload },
        ...(imageUrl === undefined ? {} : { imageUrl }),
        ...(replaces === undefined ? {} : { replaces }),
        ...(thread === undefined ? {} : { thread }),
        ...(level === 'time-sensitive' || level === 'critical' ? { level } : {}),
        ...where,
      });
      const name = title || body;
      record({
        kind: 'push.shown',
        traceId,
        outcome: 'ok',
        summary: quiet
          ? `The phone lists “${name}” quietly: ${quietly[quiet]}.`
          : `The phone shows “${name}”.`,
        detail: { id, by: handling.shownBy, kind, replaced, ...where },
      });
      changed();
    },
    notShown({ id, traceId }: DeliveredPush, reason: NotShown) {
      const { why, fault } = notShown[reason];
      record({
        kind: 'push.not-shown',
        traceId,
        summary: `The phone does not show it: ${why}.`,
        detail: { id, reason },
        ...(fault ? { outcome: 'failed' } : {}),
      });
    },
  };
}

const wording = { foreground: 'in front', background: 'in the background', killed: 'not running' } as const;
const priorityOf = ({ priority }: DeliveredPush) => (priority === undefined ? {} : { priority });
