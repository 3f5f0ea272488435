import { createHandover as createApnsHandover } from '../../apns/handover.ts';
import { createApnsState } from '../../apns/state.ts';
import { APP } from '../../app.ts';
import { createHandover as createFcmHandover } from '../../fcm/handover.ts';
import { createFcmState } from '../../fcm/state.ts';
import type { Push } from '../../phone/model/push.ts';
import type { PushNetwork } from '../../phone/push-network.ts';
import { apnsNetwork, fcmNetwork } from '../../push-networks.ts';
import type { TimelinePort } from '../../timeline.ts';

/** A twin's push service without its door: what has been accepted goes to the phone, or is kept for it. */
export interface PushService {
  network: PushNetwork;
  /** Sends to the device of this token, alive or not. */
  send(token: string, push: Push): void;
  /** Tokens that reach a phone. */
  alive(): string[];
}

export interface ServiceOptions {
  timeline: TimelinePort;
  /** Milliseconds. */
  now(): number;
}

const traceId = 'a'.repeat(32);
const text = { title: 'Hello', body: 'World' };
const link = { link: 'https://shop.example/offer' };

export function openApns(options: ServiceOptions): PushService {
  const state = createApnsState();
  const handover = createApnsHandover(options);
  const tokens = new Set<string>();
  const network = apnsNetwork({
    registerDevice(registration) {
      state.putDevice(registration);
      tokens.add(registration.token);
    },
    deviceOnline(token) {
      const device = state.deviceOf(token);
      if (device) handover.flush(device);
    },
    unregisterDevice(token) {
      const device = state.deviceOf(token);
      if (device) handover.discard(device, 'the app was removed');
      tokens.delete(token);
    },
  });
  return {
    network,
    alive: () => [...tokens],
    send(token, push) {
      const device = state.deviceOf(token);
      if (!device || !tokens.has(token)) return;
      const { id, collapse, ttl } = push;
      const notification = {
        ...{ apnsId: id, topic: APP.id, traceId, payload: apnsPayload(push) },
        pushType: push.text === 'none' ? 'background' : 'alert',
        priority: push.priority === 'high' ? 10 : 5,
        ...(collapse === undefined ? {} : { collapseId: collapse }),
      };
      const expiration = ttl === undefined ? undefined : ttl === 0 ? 0 : (options.now() + ttl) / 1000;
      handover.deliver(device, notification, expiration);
    },
  };
}

function apnsPayload({ text: part, badge, background, level }: Push) {
  const aps = {
    ...(part === 'none' ? {} : { alert: text }),
    ...(badge === undefined ? {} : { badge }),
    ...(background || part === 'none' ? { 'content-available': 1 } : {}),
    ...(level === undefined ? {} : { 'interruption-level': level }),
  };
  return { aps, data: link };
}

export function openFcm(options: ServiceOptions): PushService {
  const state = createFcmState(options);
  const handover = createFcmHandover(options);
  const tokens = new Set<string>();
  let made = 0;
  const network = fcmNetwork({
    createFcmToken() {
      made += 1;
      return `registration-token-${String(made).padStart(8, '0')}`;
    },
    registerDevice(registration) {
      state.registerDevice(registration);
      tokens.add(registration.token);
    },
    deviceOnline(token) {
      const device = state.deviceOf(token);
      if (device) handover.flush(device);
    },
    unregisterDevice(token) {
      const device = state.deviceOf(token);
      if (device) handover.dropAll(device, 'the app was removed');
      tokens.delete(token);
    },
  });
  return {
    network,
    alive: () => [...tokens],
    send(token, push) {
      const device = state.deviceOf(token);
      if (!device || !tokens.has(token)) return;
      const { collapse, ttl } = push;
      const kept = { ttl: ttl === undefined ? FOUR_WEEKS : Math.floor(ttl / 1000) };
      handover.deliver(device, fcmMessage(push), collapse ? { ...kept, collapseKey: collapse } : kept);
    },
  };
}

/** Seconds, as the twin reads a message without `ttl`. */
const FOUR_WEEKS = 28 * 24 * 3600;

function fcmMessage({ id, text: part, tag, channel, priority }: Push) {
  const inData = part === 'data' || part === 'both';
  const ofSystem = part === 'system' || part === 'both';
  const how = {
    ...(tag === undefined ? {} : { tag }),
    ...(channel === undefined ? {} : { channel_id: channel }),
  };
  return {
    ...{ messageId: id, traceId, raw: {} },
    data: { ...link, ...(inData ? text : {}), ...(inData && tag !== undefined ? { tag } : {}) },
    ...(ofSystem ? { notification: text } : {}),
    android: { priority, ...(ofSystem ? { notification: how } : {}) },
  };
}
