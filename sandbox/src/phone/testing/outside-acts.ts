import type { Phone } from '../../control/wire.ts';
import type { SimulatedPhone } from '../simulated-phone.ts';
import type { FakeNetwork } from './push-network.ts';

/** A phone in a person's hand, and its push service. */
export interface InHand {
  phone: SimulatedPhone;
  network: FakeNetwork;
}

const traceId = 'f'.repeat(32);
const payloads: Record<Phone['platform'], unknown[]> = {
  ios: [{ aps: { alert: 'Hello' } }, { aps: { 'content-available': 1 } }],
  android: [{ data: { title: 'Hello' } }, { notification: { title: 'Hello' } }, { data: { link: 'x' } }],
};

let sent = 0;

/** Everything that can happen to a phone from outside, by name. */
export const outsideActs: Record<string, (hand: InHand) => Promise<unknown>> = {
  async push({ phone, network }) {
    const { platform, token } = phone.view();
    sent += 1;
    const payload = payloads[platform][sent % payloads[platform].length];
    network.send(token, { id: `n${sent}`, payload, traceId, ...(sent % 5 ? {} : { collapseKey: 'c' }) });
  },
  launch: ({ phone }) => phone.launch(),
  background: ({ phone }) => phone.background(),
  kill: ({ phone }) => phone.kill(),
  reinstall: ({ phone }) => phone.reinstall(),
  rotate: ({ phone }) => phone.rotateToken(),
  notificationsOn: ({ phone }) => phone.setNotifications(true),
  notificationsOff: ({ phone }) => phone.setNotifications(false),
  offline: ({ phone }) => phone.setOnline(false),
  online: ({ phone }) => phone.setOnline(true),
  allow: ({ phone }) => phone.answerDialog('allow'),
  deny: ({ phone }) => phone.answerDialog('deny'),
  dismiss: ({ phone }) => phone.answerDialog('dismiss'),
  tap: ({ phone }) => phone.tap(phone.view().tray[0]?.id ?? 'none'),
  swipeAway: ({ phone }) => phone.dismiss(phone.view().tray[0]?.id),
  load: ({ phone }) => phone.load('/x'),
  closeBrowser: ({ phone }) => phone.closeBrowser(),
};
