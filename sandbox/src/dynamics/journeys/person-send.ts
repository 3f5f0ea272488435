import { maskToken } from '../../trace.ts';
import { requireApp } from '../channel/channel.ts';
import type { Device } from '../records.ts';
import type { SendResult } from '../sending/channel-sender.ts';
import { apnsPush, fcmPush, type PushContent } from '../sending/payload.ts';
import type { Twin } from '../twin.ts';
import type { PushMessage } from './message.ts';

/** What became of one device. `removed`: its token had expired, so Dynamics forgot it. */
interface DeviceOutcome {
  platform: Device['platform'];
  /** Masked. */
  token: string;
  result: 'sent' | 'removed' | 'failed';
  /** The provider's. */
  reason?: string;
}

/** What became of one person. */
export interface PersonOutcome {
  contactId: string;
  /** Empty for a test send. */
  trackingId: string;
  traceId: string;
  devices: DeviceOutcome[];
  skipped?: 'contact-unknown' | 'no-device';
}

/** One person's rendered push. */
interface PersonPush extends Pick<PersonOutcome, 'contactId' | 'trackingId' | 'traceId'> {
  message: PushMessage;
  content: PushContent;
}

/** Sends to every device that is registered for the person in that app (facts: dynamics.md §9). */
export async function sendToPerson(
  twin: Twin,
  { message, content, ...person }: PersonPush,
): Promise<PersonOutcome> {
  const { mobileAppId } = message;
  const devices = twin.state.devices
    .of({ mobileAppId, userId: person.contactId })
    .filter((device) => device.result === 'Success');
  if (devices.length === 0) return skip(twin, person, 'no-device');
  const { traceId, contactId } = person;
  twin.timeline.record({
    ...{ traceId, hop: 'dynamics', kind: 'journey.reached', outcome: 'ok' },
    summary: `Dynamics sends “${content.title}” to ${devices.length} device${devices.length === 1 ? '' : 's'} of this person`,
    detail: { contactId, mobileAppId, devices: devices.length },
  });
  const send = (device: Device) => sendToDevice(twin, device, { ...person, content });
  return { ...person, devices: await Promise.all(devices.map(send)) };
}

async function sendToDevice(
  twin: Twin,
  device: Device,
  { traceId, trackingId, content }: Omit<PersonPush, 'message'>,
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
  const outcome: DeviceOutcome = { platform, token: maskToken(token), ...resultOf(sent) };
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
  person: Pick<PersonOutcome, 'contactId' | 'trackingId' | 'traceId'>,
  skipped: NonNullable<PersonOutcome['skipped']>,
): PersonOutcome {
  const { traceId, contactId } = person;
  timeline.record({
    ...{
      traceId,
      hop: 'dynamics',
      kind: 'journey.skipped',
      outcome: 'failed',
      detail: { contactId, skipped },
    },
    summary:
      skipped === 'no-device'
        ? 'The journey skipped this person: no device is registered for them in this app'
        : 'The journey skipped this person: there is no such contact',
  });
  return { ...person, devices: [], skipped };
}
