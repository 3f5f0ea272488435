import type { SystemToken, Tap } from '@journeys-push/shell/core';
import type { Channels } from '../delivery/channels.ts';
import type { PermissionDialog } from '../permission/permission-dialog.ts';
import type { Scene } from '../state.ts';
import type { WebView } from '../web-view.ts';
import type { AppProcess } from './app-process.ts';

export interface AppOptions {
  webView: WebView;
  dialog: PermissionDialog;
  channels: Channels;
  /** The page that a fresh process shows first. */
  home(): string;
  start(launchTap: Tap | undefined): AppProcess;
  /** A person has taken the phone in hand: it does not sleep any more. */
  wake(): void;
  /** The token that has taken the place of one that had expired. */
  renewToken(): SystemToken | undefined;
}

/** Why the app's process has ended. */
export type EndOfApp = keyof typeof endings;

const endings = {
  swiped: 'The app was swiped away.',
  'swipe-stops': 'The app was swiped away, which on phones of this maker is a force stop.',
  'force-stopped': 'The person force-stops the app in the system settings.',
  removed: 'The app is ended, to be removed.',
  replaced: 'The person puts the old phone away.',
  updated: 'The app is ended, to be updated.',
  cleared: 'The app is ended, to clear its data.',
  restarted: 'The phone restarts.',
  unused: 'The app has not been running for months.',
} as const;

/** The app on the phone: not running, in front or in the background. */
export interface App {
  process(): AppProcess | undefined;
  /** Starts the app, or brings it to the front; settles when its core has heard of it. */
  open(launchTap?: Tap): Promise<void>;
  /** The person goes to the home screen, the settings, another app. */
  leave(): void;
  /** Ends the process; what it has stored stays. */
  kill(why: EndOfApp): void;
}

export function createApp(scene: Scene, options: AppOptions): App {
  const { webView, dialog, channels, home, start } = options;
  const { state, record, changed } = scene;
  let process: AppProcess | undefined;

  /** Whatever the person looked at before is left. Opening it also ends a force stop (facts: §6.2). */
  const comeToFront = () => {
    // First: what has waited for the phone to wake finds the app as it was.
    options.wake();
    state.app = 'foreground';
    state.settingsOpen = false;
    state.browser = null;
    state.forceStopped = false;
  };

  /** An app without a channel is not asked about (facts: apns-fcm-phones.md §6.2). */
  const activityStarts = () => {
    if (state.channels.length > 0) dialog.systemAsks();
  };

  const launch = async (launchTap: Tap | undefined) => {
    comeToFront();
    state.opened = true;
    record({ kind: 'app.launched', summary: 'The app starts.', detail: { tapped: launchTap !== undefined } });
    options.renewToken();
    const started = start(launchTap);
    process = started;
    webView.build(home(), started);
    channels.appStarted();
    activityStarts();
    changed();
    await started.started;
    // Both ways can deliver the tap that started the app (facts: shell.md §6, "Taps"); the core tells it once.
    if (launchTap) started.tap(launchTap);
  };

  const resume = async (running: AppProcess) => {
    if (state.app === 'foreground') return;
    comeToFront();
    record({ kind: 'app.resumed', summary: 'The app comes to the front.' });
    activityStarts();
    changed();
    const fresh = options.renewToken();
    if (fresh) running.token(fresh);
    await running.resumed();
  };

  return {
    process: () => process,
    open: (launchTap) => (process ? resume(process) : launch(launchTap)),
    leave() {
      if (state.app !== 'foreground') return;
      state.app = 'background';
      record({ kind: 'app.backgrounded', summary: 'The app goes to the background.' });
      changed();
    },
    kill(why) {
      if (!process) return;
      process.end();
      process = undefined;
      webView.drop();
      dialog.cancel();
      state.app = 'killed';
      state.settingsOpen = false;
      state.browser = null;
      record({ kind: 'app.killed', summary: endings[why], detail: { why } });
      changed();
    },
  };
}
