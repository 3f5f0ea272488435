import { newTraceId } from '../trace.ts';
import { appActions, personActions, systemActions } from './actions.ts';
import { createListeners } from './listeners.ts';
import type { PhoneOptions } from './options.ts';
import { pageScript } from './page-script.ts';
import { assemble } from './parts.ts';
import { switchedOn } from './power.ts';
import { profiles } from './profiles.ts';
import type { SimulatedPhone } from './simulated-phone.ts';
import { type Recorder, type Scene, StoredPhone } from './state.ts';
import { viewOf } from './view.ts';

export function createPhone(options: PhoneOptions): SimulatedPhone {
  const { id, profile, config, origins, bridge } = options;
  const listeners = createListeners<[]>();
  const state = switchedOn(options);
  const scene: Scene = { state, record: recorder(options), changed: listeners.tell };
  let closed = false;
  const parts = assemble(scene, { ...options, closed: () => closed });
  return {
    id,
    origin: origins.phone,
    view: () =>
      viewOf({
        id,
        profile,
        name: options.name ?? profiles[profile].model,
        appName: config.identity.name,
        origins,
        state,
        dialog: parts.dialog,
        connected: parts.webView.connected(),
      }),
    subscribe: listeners.add,
    ...appActions(parts),
    ...systemActions(scene, parts, options),
    ...personActions(scene, parts, options),
    connectPage: parts.webView.connect,
    pageScript: () => pageScript({ platform: profiles[profile].platform, config, bridge }),
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
