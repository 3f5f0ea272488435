import { readUrl } from '../read-url.ts';
import { newTraceId } from '../trace.ts';
import { actionsOf } from './actions.ts';
import { createListeners } from './listeners.ts';
import { navigatorScript } from './navigator-script.ts';
import type { PhoneOptions } from './options.ts';
import { shows } from './origins.ts';
import { pageScript } from './page-script.ts';
import { assemble, type Parts } from './parts.ts';
import { builtInProfiles, profileOf } from './profiles/catalogue.ts';
import type { SimulatedPhone } from './simulated-phone.ts';
import { type Recorder, type Scene, StoredPhone } from './state.ts';
import { switchedOn } from './system/power.ts';
import { viewOf } from './view.ts';

/** Throws ProfileError for a profile that nobody knows. */
export function createPhone(options: PhoneOptions): SimulatedPhone {
  const { id, bridge, profiles = builtInProfiles() } = options;
  const kind = profileOf(profiles, options.profile);
  const listeners = createListeners<[]>();
  const state = switchedOn(options, kind);
  const scene: Scene = {
    state,
    build: { config: options.config, origins: options.origins },
    record: recorder(options),
    changed: listeners.tell,
  };
  let closed = false;
  let byTest = false;
  const parts = assemble(scene, { ...options, kind, closed: () => closed });
  return {
    id,
    identity: parts.identity,
    get origin() {
      return scene.build.origins.phone;
    },
    shows: (origin) => shows(scene.build.origins, origin),
    view: () =>
      viewOf({
        id,
        kind,
        name: options.name ?? kind.model,
        appName: scene.build.config.identity.name,
        origins: scene.build.origins,
        state,
        dialog: parts.dialog,
        page: { connected: parts.webView.connected(), loading: parts.webView.loading(), byTest },
      }),
    subscribe: listeners.add,
    ...actionsOf(scene, parts, { ...options, kind }),
    redirected: (from, to) => redirected(scene, parts, { from, to }),
    showByTest() {
      byTest = true;
      listeners.tell();
    },
    connectPage: parts.webView.connect,
    evaluate: parts.webView.evaluate,
    pageScript: () =>
      navigatorScript(parts.identity()) +
      pageScript({ platform: kind.platform, ...scene.build, bridge, online: state.online }),
    snapshot: () => StoredPhone.parse(structuredClone(state)),
    close() {
      closed = true;
      listeners.clear();
      parts.app.process()?.end();
      parts.webView.drop();
    },
  };
}

function redirected(
  { build: { origins } }: Scene,
  { app, webView, navigator }: Parts,
  { from, to }: { from: string; to: string },
): boolean {
  // Before a page has connected there are no frames in it.
  if (!app.process() || (webView.connected() && !webView.asked.for(from))) return false;
  if (shows(origins, readUrl(to)?.origin ?? '')) {
    webView.asked.go(to);
    return false;
  }
  webView.stays();
  void navigator.go(to);
  return true;
}

const recorder =
  ({ id, timeline }: PhoneOptions): Recorder =>
  ({ traceId = newTraceId(), hop = 'phone', ...line }) =>
    void timeline.record({ ...line, traceId, hop, phone: id });
