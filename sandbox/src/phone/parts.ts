import { createShell, type Tap } from '@journeys-push/shell/core';
import { type App, createApp } from './app/app.ts';
import { type AppProcess, startAppProcess } from './app/app-process.ts';
import { createCalls } from './app/calls.ts';
import { systemClock } from './app/clock.ts';
import { createGatewayLog } from './app/gateway-log.ts';
import type { Surroundings } from './app/surroundings.ts';
import { watchShell } from './app/watch-shell.ts';
import { createArrivals } from './delivery/arrivals.ts';
import { type Channels, createChannels } from './delivery/channels.ts';
import { createPushTraces, type PushTraces } from './delivery/push-traces.ts';
import { createNavigator, type Navigator } from './navigation/navigator.ts';
import type { PhoneOptions } from './options.ts';
import { toPhone } from './origins.ts';
import { createPermissionDialog, type PermissionDialog } from './permission/permission-dialog.ts';
import type { Profile } from './profiles/profile.ts';
import type { Scene } from './state.ts';
import { deviceOf } from './system/device.ts';
import { createSleep, type Sleep } from './system/sleep.ts';
import { createTokens, type Tokens } from './token/tokens.ts';
import { createWebView, type WebView } from './web-view.ts';
import { engineOf, identityOf, type WebViewIdentity } from './web-view-identity.ts';

/** What a phone consists of, wired together. */
export interface Parts {
  dialog: PermissionDialog;
  channels: Channels;
  tokens: Tokens;
  sleep: Sleep;
  webView: WebView;
  navigator: Navigator;
  app: App;
  traces: PushTraces;
  identity(): WebViewIdentity;
}

export interface AssemblyOptions extends PhoneOptions {
  kind: Profile;
  closed(): boolean;
}

export function assemble(scene: Scene, options: AssemblyOptions): Parts {
  const { kind, clock = systemClock, fetch: send = fetch } = options;
  const process = (): AppProcess | undefined => app.process();
  const identity = () => identityOf(scene.state, kind, process()?.language ?? scene.state.language);
  const dialog = createPermissionDialog(scene, () => {
    if (scene.state.app === 'foreground') void process()?.resumed();
  });
  const channels = createChannels(scene, {
    appHasPush: scene.build.config.pushProvider !== 'none',
    onFirst: dialog.systemAsks,
  });
  const webView = createWebView(scene);
  const traces = createPushTraces();
  const navigator = createNavigator(scene, { webView, traces, fetch: asWebView(send, identity), process });
  const arrivals = createArrivals(scene, { process, channels, traces, now: clock.now });
  const tokens = createTokens(scene, {
    platform: kind.platform,
    network: options.push,
    deliver: (push) => (options.closed() ? 'offline' : arrivals.deliver(push)),
    now: clock.now,
  });
  const sleep = createSleep(scene, tokens);
  const surroundings = surround(scene, { dialog, tokens, webView, navigator });
  const start = (launchTap: Tap | undefined) =>
    startAppProcess(scene, {
      createShell: watchShell(options.createShell ?? createShell, options.timeline.exchange),
      config: scene.build.config,
      device: deviceOf(scene.state, kind, scene.build.config),
      clock,
      fetch: send,
      surroundings,
      gatewayLog: createGatewayLog(scene.record),
      launchTap,
    });
  const app = createApp(scene, {
    ...{ webView, dialog, channels, start },
    home: () => scene.build.config.site.url,
    wake: sleep.wake,
    renewToken: tokens.renew,
  });
  return { dialog, channels, tokens, sleep, webView, navigator, app, traces, identity };
}

/** Redirects that the WebView follows are asked for by it, wherever its page is shown. */
const asWebView =
  (send: typeof fetch, identity: () => WebViewIdentity): typeof fetch =>
  (input, init) => {
    const { userAgent, acceptLanguage } = identity();
    const headers = { 'user-agent': userAgent(engineOf('')), 'accept-language': acceptLanguage };
    return send(input, { ...init, headers });
  };

type Around = Pick<Parts, 'dialog' | 'tokens' | 'webView' | 'navigator'>;

function surround(scene: Scene, parts: Around): Surroundings {
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
    pageOrigin: (origin) => toPhone(scene.build.origins, origin),
    load: navigator.go,
    openOutside: navigator.outside,
    observe: calls.observe,
  };
}
