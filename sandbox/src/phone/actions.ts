import { appActions, installActions } from './app/app-actions.ts';
import { takeFromTray } from './delivery/tray.ts';
import type { PhoneOptions } from './options.ts';
import { toSite } from './origins.ts';
import type { Parts } from './parts.ts';
import { permissionActions } from './permission/permission-actions.ts';
import type { Profile } from './profiles/profile.ts';
import { PhoneRefusal } from './refusal.ts';
import type { SimulatedPhone } from './simulated-phone.ts';
import type { Scene } from './state.ts';
import { conditionActions, localeActions, updateActions } from './system/system-actions.ts';

type Actions<K extends keyof SimulatedPhone> = Pick<SimulatedPhone, K>;

/** Everything that a person, the system and the world do to the phone. */
export const actionsOf = (scene: Scene, parts: Parts, options: PhoneOptions & { kind: Profile }) => ({
  ...appActions(scene, parts, options.kind),
  ...installActions(scene, parts),
  ...permissionActions(scene, parts),
  ...conditionActions(scene, parts),
  ...localeActions(scene),
  ...updateActions(scene, parts),
  ...channelActions(parts),
  ...personActions(scene, parts),
});

const channelActions = ({ channels }: Parts): Actions<'makeChannel' | 'setChannel'> => ({
  makeChannel: async (channel) => channels.make(channel),
  setChannel: async (id, importance) => channels.set(id, importance),
});

function personActions(
  scene: Scene,
  { app, dialog, navigator, traces }: Parts,
): Actions<'answerDialog' | 'tap' | 'dismiss' | 'load' | 'closeBrowser'> {
  const { state, record, changed } = scene;
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
    async dismiss(notificationId) {
      const { tray } = state;
      const gone = notificationId === undefined ? tray : tray.filter(({ id }) => id === notificationId);
      if (notificationId !== undefined && gone.length === 0) throw new PhoneRefusal('notification-unknown');
      for (const { id, title, body, traceId } of gone) {
        takeFromTray(state, id);
        const summary = `The person swipes “${title || body}” away.`;
        record({ kind: 'push.dismissed', traceId, summary, detail: { id } });
      }
      if (gone.length > 0) changed();
    },
    async load(pathOrUrl) {
      if (state.app !== 'foreground') throw new PhoneRefusal('app-not-in-front');
      const { config, origins } = scene.build;
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
