import { newTraceId } from '../trace.ts';
import { actionsOf } from './actions.ts';
import { createListeners } from './listeners.ts';
import type { PhoneOptions } from './options.ts';
import { pageScript } from './page-script.ts';
import { assemble } from './parts.ts';
import { builtInProfiles, profileOf } from './profiles/catalogue.ts';
import type { SimulatedPhone } from './simulated-phone.ts';
import { type Recorder, type Scene, StoredPhone } from './state.ts';
import { switchedOn } from './system/power.ts';
import { viewOf } from './view.ts';

/** Throws ProfileError for a profile that nobody knows. */
export function createPhone(options: PhoneOptions): SimulatedPhone {
  const { id, config, origins, bridge, profiles = builtInProfiles() } = options;
  const kind = profileOf(profiles, options.profile);
  const listeners = createListeners<[]>();
  const state = switchedOn(options, kind);
  const scene: Scene = { state, record: recorder(options), changed: listeners.tell };
  let closed = false;
  const parts = assemble(scene, { ...options, kind, closed: () => closed });
  return {
    id,
    origin: origins.phone,
    view: () =>
      viewOf({
        id,
        kind,
        name: options.name ?? kind.model,
        appName: config.identity.name,
        origins,
        state,
        dialog: parts.dialog,
        page: { connected: parts.webView.connected(), loading: parts.webView.loading() },
      }),
    subscribe: listeners.add,
    ...actionsOf(scene, parts, { ...options, kind }),
    connectPage: parts.webView.connect,
    evaluate: parts.webView.evaluate,
    pageScript: () => pageScript({ platform: kind.platform, config, bridge }),
    snapshot: () => StoredPhone.parse(structuredClone(state)),
    close() {
      closed = true;
      listeners.clear();
      parts.app.process()?.end();
      parts.webView.drop();
    },
  };
}

const recorder =
  ({ id, timeline }: PhoneOptions): Recorder =>
  ({ traceId = newTraceId(), hop = 'phone', ...line }) =>
    void timeline.record({ ...line, traceId, hop, phone: id });
