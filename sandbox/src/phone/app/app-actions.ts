import type { Parts } from '../parts.ts';
import { PhoneRefusal } from '../refusal.ts';
import type { SimulatedPhone } from '../simulated-phone.ts';
import type { Scene } from '../state.ts';
import { freshlyInstalled } from '../system/power.ts';

type Actions<K extends keyof SimulatedPhone> = Pick<SimulatedPhone, K>;

/** A person starts, leaves and ends the app. */
export function appActions(
  { state, record, changed }: Scene,
  { app }: Parts,
  { swipeStops }: { swipeStops: boolean },
): Actions<'launch' | 'background' | 'kill' | 'forceStop'> {
  return {
    launch: () => app.open(),
    async background() {
      if (!app.process()) throw new PhoneRefusal('app-not-running');
      app.leave();
    },
    async kill() {
      if (!app.process()) return;
      if (swipeStops) state.forceStopped = true;
      app.kill(swipeStops ? 'swipe-stops' : 'swiped');
    },
    async forceStop() {
      if (state.system.platform === 'ios') throw new PhoneRefusal('android-only');
      app.kill('force-stopped');
      state.forceStopped = true;
      // The system takes the app's notifications away with it (assumed).
      state.tray = [];
      record({
        kind: 'app.force-stopped',
        summary: 'The app is force-stopped: nothing reaches it until it is opened.',
      });
      changed();
    },
  };
}

/** The app as it was at first: on this phone, or on the next one. */
export function installActions(
  scene: Scene,
  { app, tokens }: Parts,
): Actions<'reinstall' | 'clearData' | 'restore' | 'rotateToken' | 'rebuild'> {
  const { state, record, changed } = scene;
  const fresh = () => freshlyInstalled(scene.build.config, state.system);
  return {
    async reinstall() {
      app.kill('removed');
      Object.assign(state, fresh());
      record({ kind: 'app.reinstalled', summary: 'The app is removed and installed again.' });
      tokens.replace('reinstall');
    },
    async clearData() {
      if (state.system.platform === 'ios') throw new PhoneRefusal('android-only');
      app.kill('cleared');
      // Assumed: as installed anew. Until it is opened it has no token that anybody knows.
      Object.assign(state, fresh());
      record({
        kind: 'app.data-cleared',
        summary: 'The person clears the app’s data in the system settings.',
      });
      tokens.replace('data-cleared');
    },
    async restore({ withStorage = false } = {}) {
      const { store, url, installationId, registration } = state;
      app.kill('replaced');
      const kept = withStorage ? { store, url, installationId, registration } : {};
      // The new phone has the settings of the old one, is awake, and has asked nobody for permission (assumed).
      Object.assign(state, fresh(), { doze: false, ...kept });
      record({
        kind: 'phone.restored',
        summary: `The person has a new phone, restored from the backup of the old one, with${withStorage ? '' : 'out'} the app’s storage.`,
        detail: { withStorage },
      });
      tokens.replace('restore');
      changed();
    },
    async rotateToken() {
      const token = tokens.replace('rotation');
      app.process()?.token(token);
    },
    async rebuild(build, traceId) {
      const ran = app.process() !== undefined;
      app.kill('updated');
      scene.build = build;
      // Where it was may be no address of the site any more.
      const { url } = build.config.site;
      state.url = url;
      record({
        kind: 'app.updated',
        traceId,
        summary: `The app is updated to a build whose site is ${url}`,
        detail: { site: url },
      });
      changed();
      if (ran) await app.open();
    },
  };
}
