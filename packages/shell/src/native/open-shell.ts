import { createShell } from '../core/index.ts';
import type { PushPort, WebPort } from '../core/ports.ts';
import type { Shell, ShellOptions } from '../core/shell.ts';
import { clock } from './ports/clock.ts';
import { readDevice } from './ports/device.ts';
import { log } from './ports/log.ts';
import { createNetPort } from './ports/net.ts';
import { onOnline } from './ports/network.ts';
import { random } from './ports/random.ts';
import { openStore } from './ports/storage.ts';
import { noPush } from './push/no-push.ts';

export interface OpenShellOptions extends Pick<ShellOptions, 'config' | 'build'> {
  web: WebPort;
}

/** The core on this phone. */
export async function openShell({ config, build, web }: OpenShellOptions): Promise<Shell> {
  const push = config.pushProvider === 'none' ? noPush : await openPush();
  return createShell({
    config,
    device: readDevice(config),
    ...(build && { build }),
    ports: { push, store: openStore(), web, net: createNetPort(onOnline), clock, random, log },
  });
}

/** Builds without push do not have what this loads. */
async function openPush(): Promise<PushPort> {
  const { createPushPort } = await import('./push/push-port.ts');
  return createPushPort({
    failed: (problem) =>
      log({ code: 'internal', message: `Android was not prepared for pushes: ${problem}` }),
  });
}
