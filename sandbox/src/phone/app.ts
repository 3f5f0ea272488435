import type { Tap } from '@journeys-push/shell/core';
import type { AppProcess } from './app-process.ts';
import type { PermissionDialog } from './permission-dialog.ts';
import type { Scene } from './state.ts';
import type { WebView } from './web-view.ts';

export interface AppOptions {
  webView: WebView;
  dialog: PermissionDialog;
  /** The page that a fresh process shows first. */
  home: string;
  start(launchTap: Tap | undefined): AppProcess;
}

/** The app on the phone: not running, in front or in the background. */
export interface App {
  process(): AppProcess | undefined;
  /** Starts the app, or brings it to the front; settles when its core has heard of it. */
  open(launchTap?: Tap): Promise<void>;
  /** The person goes to the home screen, the settings, another app. */
  leave(): void;
  /** Ends the process; what it has stored stays. */
  kill(): void;
}

export function createApp(scene: Scene, { webView, dialog, home, start }: AppOptions): App {
  const { state, record, changed } = scene;
  let process: AppProcess | undefined;

  const launch = async (launchTap: Tap | undefined) => {
    comeToFront(scene);
    state.opened = true;
    record({ kind: 'app.launched', summary: 'The app starts.', detail: { tapped: launchTap !== undefined } });
    const started = start(launchTap);
    process = started;
    webView.build(home, started);
    changed();
    await started.started;
    // Both ways can deliver the tap that started the app (facts: shell.md §6, "Taps"); the core tells it once.
    if (launchTap) started.tap(launchTap);
  };

  const resume = async (running: AppProcess) => {
    if (state.app === 'foreground') return;
    comeToFront(scene);
    record({ kind: 'app.resumed', summary: 'The app comes to the front.' });
    changed();
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
    kill() {
      if (!process) return;
      process.end();
      process = undefined;
      webView.drop();
      dialog.cancel();
      state.app = 'killed';
      state.settingsOpen = false;
      state.browser = null;
      record({ kind: 'app.killed', summary: 'The app was swiped away.' });
      changed();
    },
  };
}

/** Whatever the person looked at before is left. */
function comeToFront({ state }: Scene): void {
  state.app = 'foreground';
  state.settingsOpen = false;
  state.browser = null;
}
