import { createShell, type Tap } from '@journeys-push/shell/core';
import { type App, createApp } from './app.ts';
import { type AppProcess, startAppProcess } from './app-process.ts';
import { type Arrivals, createArrivals } from './arrivals.ts';
import { createCalls } from './calls.ts';
import { systemClock } from './clock.ts';
import { createGatewayLog } from './gateway-log.ts';
import { createNavigator, type Navigator } from './navigator.ts';
import type { PhoneOptions } from './options.ts';
import { type Origins, toPhone } from './origins.ts';
import { createPermissionDialog, type PermissionDialog } from './permission-dialog.ts';
import { deviceWith, profiles } from './profiles.ts';
import { createPushTraces, type PushTraces } from './push-traces.ts';
import type { Scene } from './state.ts';
import type { Surroundings } from './surroundings.ts';
import { createTokens, type Tokens } from './tokens.ts';
import { createWebView, type WebView } from './web-view.ts';

/** What a phone consists of, wired together. */
export interface Parts {
  dialog: PermissionDialog;
  tokens: Tokens;
  webView: WebView;
  navigator: Navigator;
  app: App;
  traces: PushTraces;
}

export function assemble(scene: Scene, options: PhoneOptions & { closed(): boolean }): Parts {
  const { config, origins, clock = systemClock, fetch: send = fetch } = options;
  const profile = profiles[options.profile];
  const dialog = createPermissionDialog(scene, profile);
  const webView = createWebView(scene, origins);
  const traces = createPushTraces();
  const process = (): AppProcess | undefined => app.process();
  const navigator = createNavigator(scene, { webView, traces, fetch: send, process });
  const arrivals: Arrivals = createArrivals(scene, {
    platform: profile.platform,
    permitted: () => dialog.read().granted,
    process,
    traces,
    now: clock.now,
  });
  const tokens = createTokens(scene, {
    platform: profile.platform,
    network: options.push,
    deliver: (push) => (options.closed() ? 'offline' : arrivals.deliver(push)),
  });
  const surroundings = surround(scene, { dialog, tokens, webView, navigator }, origins);
  const start = (launchTap: Tap | undefined) =>
    startAppProcess(scene, {
      createShell: options.createShell ?? createShell,
      config,
      device: deviceWith(profile, config),
      clock,
      fetch: send,
      surroundings,
      gatewayLog: createGatewayLog(scene.record),
      launchTap,
    });
  const app = createApp(scene, { webView, dialog, home: config.site.url, start });
  return { dialog, tokens, webView, navigator, app, traces };
}

function surround(scene: Scene, parts: Omit<Parts, 'app' | 'traces'>, origins: Origins): Surroundings {
  const { dialog, tokens, webView, navigator } = parts;
  const calls = createCalls(scene);
  return {
    permission: dialog.read,
    requestPermission: () => dialog.request(calls.promptTrace()),
    token: tokens.current,
    openSettings() {
      scene.state.settingsOpen = true;
      scene.state.app = 'background';
      scene.record({ kind: 'settings.opened', summary: 'The app opens its page of the system settings.' });
      scene.changed();
    },
    run: webView.run,
    pageOrigin: (origin) => toPhone(origins, origin),
    load: navigator.go,
    openOutside: navigator.outside,
    observe: calls.observe,
  };
}
