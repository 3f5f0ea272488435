import type { ControlClient } from '../../../src/control/client.ts';
import type { Importance, Phone, QuietAnswer } from '../../../src/control/wire.ts';

/** Waits for a call and says what it was refused for; undefined then. */
export type Act = (call: Promise<Phone>) => Promise<Phone | undefined>;

/** Does what can be done once, of this name, unless that has been done and is not seen yet: it would be refused. */
export type Once = (name: string, work: () => ReturnType<Act>) => void;

/** What happens to a phone while the person goes on looking at what they look at. */
export const phoneActions = (client: ControlClient, id: string, { act, once }: { act: Act; once: Once }) => ({
  rotateToken: () => act(client.rotateToken(id)),
  setNotifications: (enabled: boolean) => act(client.setNotifications(id, enabled)),
  setChannel: (channel: string, importance: Importance) => act(client.setChannel(id, channel, importance)),
  makeChannel: (name: string) => act(client.makeChannel(id, { id: name, name })),
  setOnline: (enabled: boolean) => act(client.setOnline(id, enabled)),
  setDoze: (enabled: boolean) => act(client.setDoze(id, enabled)),
  setFocus: (enabled: boolean) => act(client.setFocus(id, enabled)),
  setTimeZone: (timeZone: string) => act(client.setTimeZone(id, timeZone)),
  setLanguage: (language: string) => act(client.setLanguage(id, language)),
  /** Milliseconds that its clock is ahead of the sandbox's. */
  setClockSkew: (ms: number) => act(client.setClockSkew(id, ms)),
  authorizeProvisionally: () => act(client.authorizeProvisionally(id)),
  answer: (answer: 'allow' | 'deny' | 'dismiss') =>
    once('dialog', () => act(client.answerDialog(id, answer))),
  answerQuiet: (notificationId: string, answer: QuietAnswer['answer']) =>
    once(`question of ${notificationId}`, () => act(client.answerQuiet(id, notificationId, answer))),
  /** Swipes a notification away; without an id all of them. */
  dismiss: (notificationId?: string) =>
    once(notificationId ?? 'tray', () => act(client.dismiss(id, notificationId))),
  closeBrowser: () => once('browser', () => act(client.closeBrowser(id))),
});

/** What brings the app or the home screen to the front, whatever lay over it. */
export const appActions = (
  client: ControlClient,
  id: string,
  { lookAtApp, once }: { lookAtApp: Act; once: Once },
) => ({
  launch: () => lookAtApp(client.launch(id)),
  kill: () => lookAtApp(client.kill(id)),
  forceStop: () => lookAtApp(client.forceStop(id)),
  reinstall: () => lookAtApp(client.reinstall(id)),
  clearData: () => lookAtApp(client.clearData(id)),
  updateApp: (options: { targetLevel?: number } = {}) => lookAtApp(client.updateApp(id, options)),
  upgradeSystem: (version: string) => lookAtApp(client.upgradeSystem(id, version)),
  restore: (options: { withStorage: boolean }) => lookAtApp(client.restore(id, options)),
  loseUnusedPermissions: () => lookAtApp(client.loseUnusedPermissions(id)),
  openStartPage: () => lookAtApp(client.load(id, '/')),
  /** A path or URL of the site. */
  load: (to: string) => lookAtApp(client.load(id, to)),
  tap: (notificationId: string) => once(notificationId, () => lookAtApp(client.tap(id, notificationId))),
});
