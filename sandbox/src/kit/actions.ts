import type { Phone } from '../control/wire.ts';
import type { PhoneActions, PhoneExpectations, Wanted } from './kit.ts';
import type { PhoneGround } from './phone.ts';
import { isWanted } from './wanted.ts';

/** What a person does with the phone, or its system by itself. */
export function createActions(
  { control, id }: PhoneGround,
  { shows, asks }: Pick<PhoneExpectations, 'shows' | 'asks'>,
): PhoneActions {
  const done = async (action: Promise<Phone>) => void (await action);
  /** The newest that fits. */
  const inTray = async (wanted: Wanted): Promise<string> =>
    (await control.phone(id)).tray.find((item) => isWanted(item, wanted))?.id ?? '';
  return {
    launch: () => done(control.launch(id)),
    background: () => done(control.background(id)),
    kill: () => done(control.kill(id)),
    reinstall: () => done(control.reinstall(id)),
    rotateToken: () => done(control.rotateToken(id)),
    setNotifications: (enabled) => done(control.setNotifications(id, enabled)),
    setOnline: (enabled) => done(control.setOnline(id, enabled)),
    closeBrowser: () => done(control.closeBrowser(id)),
    load: (pathOrUrl) => done(control.load(id, pathOrUrl)),
    forceStop: () => done(control.forceStop(id)),
    setDoze: (enabled) => done(control.setDoze(id, enabled)),
    setFocus: (enabled) => done(control.setFocus(id, enabled)),
    setTimeZone: (timeZone) => done(control.setTimeZone(id, timeZone)),
    setLanguage: (language) => done(control.setLanguage(id, language)),
    setClockSkew: (ms) => done(control.setClockSkew(id, ms)),
    restore: (how) => done(control.restore(id, how)),
    upgradeSystem: (version) => done(control.upgradeSystem(id, version)),
    updateApp: (update) => done(control.updateApp(id, update)),
    setChannel: (channel, importance) => done(control.setChannel(id, channel, importance)),
    loseUnusedPermissions: () => done(control.loseUnusedPermissions(id)),
    clearData: () => done(control.clearData(id)),
    remove: async () => void (await control.removePhone(id)),
    async answer(answer, wait) {
      await asks(wait);
      await control.answerDialog(id, answer);
    },
    async tap(wanted, wait) {
      await shows(wanted, wait);
      await control.tap(id, await inTray(wanted));
    },
    async answerQuiet(wanted, answer, wait) {
      await shows(wanted, wait);
      await control.answerQuiet(id, await inTray(wanted), answer);
    },
  };
}
