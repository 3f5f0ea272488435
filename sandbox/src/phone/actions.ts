import type { PhoneOptions } from './options.ts';
import { toSite } from './origins.ts';
import type { Parts } from './parts.ts';
import { freshlyInstalled } from './power.ts';
import { PhoneRefusal } from './refusal.ts';
import type { SimulatedPhone } from './simulated-phone.ts';
import type { Scene } from './state.ts';
import { takeFromTray } from './tray.ts';

type Actions<K extends keyof SimulatedPhone> = Pick<SimulatedPhone, K>;

export function appActions({ app }: Parts): Actions<'launch' | 'background' | 'kill'> {
  return {
    launch: () => app.open(),
    async background() {
      if (!app.process()) throw new PhoneRefusal('app-not-running');
      app.leave();
    },
    kill: async () => app.kill(),
  };
}

export function systemActions(
  { state, record, changed }: Scene,
  { app, dialog, tokens }: Parts,
  { config }: PhoneOptions,
): Actions<'reinstall' | 'rotateToken' | 'setNotifications' | 'setOnline'> {
  return {
    async reinstall() {
      app.kill();
      Object.assign(state, freshlyInstalled(config));
      dialog.reset();
      record({ kind: 'app.reinstalled', summary: 'The app is removed and installed again.' });
      tokens.replace('reinstall');
    },
    async rotateToken() {
      const token = tokens.replace('rotation');
      app.process()?.token(token);
    },
    async setNotifications(enabled) {
      dialog.flip(enabled);
      record({
        kind: 'settings.notifications',
        summary: `The person switches notifications ${enabled ? 'on' : 'off'} in the system settings.`,
        detail: { status: state.permission.status },
      });
      changed();
      if (state.app === 'foreground') await app.process()?.resumed();
    },
    async setOnline(enabled) {
      if (state.online === enabled) return;
      state.online = enabled;
      record({
        kind: enabled ? 'network.online' : 'network.offline',
        summary: `The phone is ${enabled ? 'online' : 'offline'}.`,
      });
      changed();
      if (enabled) tokens.online();
      app.process()?.network(enabled);
    },
  };
}

export function personActions(
  { state, record, changed }: Scene,
  { app, dialog, navigator, traces }: Parts,
  { config, origins }: PhoneOptions,
): Actions<'answerDialog' | 'tap' | 'load' | 'closeBrowser'> {
  return {
    answerDialog: async (answer) => dialog.answer(answer),
    async tap(notificationId) {
      const entry = takeFromTray(state, notificationId);
      if (!entry) throw new PhoneRefusal('notification-unknown');
      const { id, payload, traceId } = entry;
      traces.remember(payload, traceId);
      record({
        kind: 'push.tapped',
        traceId,
        summary: `The person taps “${entry.title || entry.body}”.`,
        detail: { id },
      });
      changed();
      const running = app.process();
      if (!running) return app.open({ id, payload, coldStart: true });
      running.tap({ id, payload, coldStart: false });
      await app.open();
    },
    async load(pathOrUrl) {
      if (state.app !== 'foreground') throw new PhoneRefusal('app-not-in-front');
      const url = URL.canParse(pathOrUrl, config.site.url) && new URL(pathOrUrl, config.site.url);
      if (!url || !/^https?:$/.test(url.protocol)) throw new PhoneRefusal('url-invalid');
      await navigator.go(toSite(origins, url.href));
    },
    async closeBrowser() {
      if (state.browser === null) throw new PhoneRefusal('browser-absent');
      await app.open();
    },
  };
}
