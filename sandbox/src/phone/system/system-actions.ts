import type { Parts } from '../parts.ts';
import { afterUpgrade, ruleFor } from '../permission/permission.ts';
import { isLanguage, isTimeZone } from '../profiles/profile.ts';
import { PhoneRefusal } from '../refusal.ts';
import type { SimulatedPhone } from '../simulated-phone.ts';
import type { Scene } from '../state.ts';
import { isNewer, withVersion } from './system.ts';

type Actions<K extends keyof SimulatedPhone> = Pick<SimulatedPhone, K>;

/** Ten years, in milliseconds. */
const MOST_SKEW = 315_576_000_000;

/** Network, sleep and Focus. */
export function conditionActions(
  { state, record, changed }: Scene,
  { app, tokens, sleep, navigator }: Parts,
): Actions<'setOnline' | 'setDoze' | 'setFocus'> {
  return {
    async setOnline(enabled) {
      if (state.online === enabled) return;
      state.online = enabled;
      record({
        kind: enabled ? 'network.online' : 'network.offline',
        summary: `The phone is ${enabled ? 'online' : 'offline'}.`,
      });
      changed();
      if (enabled) tokens.online();
      const running = app.process();
      const fresh = running && tokens.renew();
      if (fresh) running.token(fresh);
      running?.network(enabled);
      if (enabled) navigator.again();
    },
    async setDoze(enabled) {
      if (state.system.platform === 'ios') throw new PhoneRefusal('android-only');
      if (!enabled) return sleep.wake();
      // The screen is off.
      app.leave();
      sleep.begin();
    },
    async setFocus(enabled) {
      if (state.system.platform === 'android') throw new PhoneRefusal('ios-only');
      if (state.focus === enabled) return;
      state.focus = enabled;
      record({
        kind: enabled ? 'focus.on' : 'focus.off',
        summary: `A Focus is ${enabled ? 'on: only what is time-sensitive comes through' : 'off again'}.`,
      });
      changed();
    },
  };
}

/** Where the phone is, its language and its clock. */
export function localeActions({
  state,
  record,
  changed,
}: Scene): Actions<'setTimeZone' | 'setLanguage' | 'setClockSkew'> {
  const set = (kind: string, summary: string, detail: object) => {
    record({ kind, summary, detail: { ...detail } });
    changed();
  };
  return {
    async setTimeZone(timeZone) {
      if (!isTimeZone(timeZone)) throw new PhoneRefusal('time-zone-unknown');
      state.timeZone = timeZone;
      set('system.time-zone', `The phone is in the time zone ${timeZone}.`, { timeZone });
    },
    async setLanguage(language) {
      if (!isLanguage(language)) throw new PhoneRefusal('language-unknown');
      state.language = language;
      set('system.language', `The phone speaks ${language}.`, { language });
    },
    async setClockSkew(ms) {
      if (!Number.isInteger(ms) || Math.abs(ms) > MOST_SKEW) throw new PhoneRefusal('clock-skew-invalid');
      state.clockSkewMs = ms;
      const how = ms === 0 ? 'is right' : `is ${lengthOf(Math.abs(ms))} ${ms > 0 ? 'ahead' : 'behind'}`;
      set('system.clock', `The phone’s clock ${how}.`, { ms });
    },
  };
}

const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
] as const;

/** `3 hours`, `1.5 minutes` */
function lengthOf(ms: number): string {
  const [unit, size] = UNITS.find(([, size]) => ms >= size) ?? (['millisecond', 1] as const);
  const format = { style: 'unit', unit, unitDisplay: 'long', maximumFractionDigits: 1 } as const;
  return new Intl.NumberFormat('en', format).format(ms / size);
}

/** Another system, or another build of the app, on the same phone. */
export function updateActions(
  { state, record, changed }: Scene,
  { app }: Parts,
): Actions<'upgradeSystem' | 'updateApp'> {
  return {
    async upgradeSystem(version) {
      const before = state.system;
      const next = withVersion(before, version);
      if (!next) throw new PhoneRefusal('version-unknown');
      if (!isNewer(next, before)) throw new PhoneRefusal('version-not-newer');
      app.kill('restarted');
      state.system = next;
      state.permission = afterUpgrade(state.permission, {
        ...{ from: ruleFor(before), to: ruleFor(next) },
        hadChannel: state.channels.length > 0,
      });
      record({
        kind: 'system.upgraded',
        summary: `The system is upgraded from ${before.osVersion} to ${next.osVersion}.`,
        detail: { from: before.osVersion, to: next.osVersion, permission: state.permission.status },
      });
      changed();
    },
    async updateApp({ targetLevel } = {}) {
      const { system } = state;
      if (targetLevel !== undefined) {
        if (system.platform === 'ios') throw new PhoneRefusal('android-only');
        if (targetLevel < (system.targetLevel ?? 0)) throw new PhoneRefusal('target-not-higher');
      }
      app.kill('updated');
      if (targetLevel !== undefined) state.system = { ...system, targetLevel };
      record({
        kind: 'app.updated',
        summary: `The app is updated${targetLevel === undefined ? '' : ` to a build for API level ${targetLevel}`}.`,
        detail: targetLevel === undefined ? {} : { targetLevel },
      });
      changed();
    },
  };
}
