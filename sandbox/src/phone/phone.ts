import type { Unsubscribe } from '@journeys-push/shell/core';
import type { Phone } from '../control/wire.ts';
import { newTraceId } from '../trace.ts';
import { appActions, personActions, systemActions } from './actions.ts';
import { createListeners } from './listeners.ts';
import type { PhoneOptions } from './options.ts';
import { pageScript } from './page-script.ts';
import { assemble } from './parts.ts';
import type { DialogAnswer } from './permission.ts';
import { switchedOn } from './power.ts';
import { profiles } from './profiles.ts';
import { type Recorder, type Scene, StoredPhone } from './state.ts';
import { viewOf } from './view.ts';
import type { PageConnection, PageSession } from './web-view.ts';

/**
 * A phone with the customer's app on it. What a person can do with it is asynchronous and rejects with a
 * `PhoneRefusal` (refusal.ts) where a person could not do it now.
 */
export interface SimulatedPhone {
  readonly id: string;
  /** Where its browser shows the site; only pages of this origin get the script and the socket. */
  readonly origin: string;
  view(): Phone;
  /** Calls back after every change of the view. */
  subscribe(listener: () => void): Unsubscribe;
  /** Opens the app, or brings it to the front. */
  launch(): Promise<void>;
  /** Goes to the home screen. */
  background(): Promise<void>;
  /** Swipes the app away. Not a force stop: Android still delivers. */
  kill(): Promise<void>;
  /** Removes the app and installs it again; it is not started. */
  reinstall(): Promise<void>;
  /** The system replaces the push token. */
  rotateToken(): Promise<void>;
  /** Flips the app's switch in the system settings. From the app, the person goes there and comes back. */
  setNotifications(enabled: boolean): Promise<void>;
  setOnline(enabled: boolean): Promise<void>;
  answerDialog(answer: DialogAnswer): Promise<void>;
  /** Taps a notification of the tray. */
  tap(notificationId: string): Promise<void>;
  /** Follows a link in the app: a path or URL of the site. */
  load(pathOrUrl: string): Promise<void>;
  /** Leaves the system browser for the app that opened it. */
  closeBrowser(): Promise<void>;
  /** A page's bridge connects; it takes over from the one before. */
  connectPage(page: PageConnection): PageSession;
  /** The script that runs in the site's pages before anything else. */
  pageScript(): string;
  /** What the phone keeps while it is switched off, as JSON. It holds push tokens and the app's storage. */
  snapshot(): StoredPhone;
  close(): void;
}

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
