import * as z from 'zod';
import { maskToken } from '../../../trace.ts';
import { requireApp } from '../../channel/channel.ts';
import type { Device, Person } from '../../records.ts';
import type { SendResult } from '../../sending/channel-sender.ts';
import { apnsPush, fcmPush, type PushContent } from '../../sending/payload.ts';
import type { Twin } from '../../twin.ts';
import { SKIPS, type SkipCode } from './skip.ts';

/** What became of one device. `removed`: its token had expired, so Dynamics forgot it. */
export const DeviceOutcome = z.object({
  platform: z.enum(['ios', 'android']),
  /** Masked. */
  token: z.string(),
  result: z.enum(['sent', 'removed', 'failed']),
  /** The provider's. */
  reason: z.string().optional(),
});
export type DeviceOutcome = z.infer<typeof DeviceOutcome>;

/** What became of one person. */
export interface PersonOutcome {
  personId: string;
  /** Unknown for an id that nobody has. */
  entity?: Person['entity'];
  /** Empty for a test send. */
  trackingId: string;
  traceId: string;
  devices: DeviceOutcome[];
  skipped?: SkipCode;
}

/** Whether a device has it. */
export const hasReached = ({ devices }: PersonOutcome) => devices.some(({ result }) => result === 'sent');

/** Whose push it is, and how it is followed. */
export type PushTo = Omit<PersonOutcome, 'devices' | 'skipped'>;

/** Sends to every device that is registered for the person in that app (facts: dynamics.md §9). */
export async function sendToPerson(
  twin: Twin,
  to: PushTo,
  { mobileAppId, content }: { mobileAppId: string; content: PushContent },
): Promise<PersonOutcome> {
  const devices = twin.state.devices
    .of({ mobileAppId, userId: to.personId })
    .filter((device) => device.result === 'Success');
  if (devices.length === 0) return skip(twin, to, { skipped: 'no-device', title: content.title });
  const { traceId, personId } = to;
  twin.timeline.record({
    ...{ traceId, hop: 'dynamics', kind: 'journey.reached', outcome: 'ok' },
    summary: `Dynamics sends “${content.title}” to ${devices.length} device${devices.length === 1 ? '' : 's'} of this person`,
    detail: { personId, mobileAppId, devices: devices.length },
  });
  const send = (device: Device) => sendToDevice(twin, device, { traceId, content });
  return { ...to, devices: await Promise.all(devices.map(send)) };
}

async function sendToDevice(
  twin: Twin,
  device: Device,
  { traceId, content }: { traceId: string; content: PushContent },
): Promise<DeviceOutcome> {
  const { platform, token, mobileAppId } = device;
  const target = { app: requireApp(twin.state, mobileAppId), token, traceId };
  const sent = await twin.sender.send(
    platform === 'ios'
      ? { ...target, platform, apns: apnsPush(content) }
      : { ...target, platform, fcm: fcmPush(content, twin.switches.get().androidFormat) },
  );
  // A send to an expired token removes it; nobody is told (§9).
  if (!sent.ok && sent.gone) twin.state.devices.remove(device);
  const { result, reason } = resultOf(sent);
  // It is kept with the person's step: an object made by spreading would take four times the room.
  const outcome: DeviceOutcome = { platform, token: maskToken(token), result };
  if (reason) outcome.reason = reason;
  const { trackingId } = content;
  twin.timeline.record({
    ...{ traceId, hop: 'dynamics', kind: `journey.${outcome.result}`, detail: { ...outcome, trackingId } },
    summary: SUMMARIES[outcome.result],
    outcome: sent.ok ? 'ok' : 'failed',
  });
  return outcome;
}

const SUMMARIES = {
  sent: 'Dynamics handed the push to the provider',
  removed: 'The provider says the token has expired; Dynamics removed the device',
  failed: 'The provider refused the push',
};

function resultOf(sent: SendResult): Pick<DeviceOutcome, 'result' | 'reason'> {
  if (sent.ok) return { result: 'sent' };
  return { result: sent.gone ? 'removed' : 'failed', reason: sent.reason };
}

/** Records that the person was passed over, and why. */
export function skip(
  { timeline }: Twin,
  to: PushTo,
  { skipped, title }: { skipped: SkipCode; title?: string | undefined },
): PersonOutcome {
  const { traceId, personId } = to;
  timeline.record({
    ...{ traceId, hop: 'dynamics', kind: 'journey.skipped', outcome: 'failed' },
    ...{
      summary: `The journey skipped this person: ${SKIPS[skipped]}`,
      detail: { personId, skipped, ...(title ? { title } : {}) },
    },
  });
  return { ...to, devices: [], skipped };
}
