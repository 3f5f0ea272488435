import type { RegistrationInfo } from '@journeys-push/contract/page-shell';
import type { Median, Permissions } from './api.ts';
import { createCall } from './call.ts';
import { statusData } from './checks.ts';
import { facts } from './failure.ts';
import { createMethods } from './method.ts';
import { createMsdynamics } from './msdynamics.ts';
import type { GetPage, PageWindow } from './page.ts';
import { createPost } from './post.ts';

export interface BridgeOptions {
  /** The page's window; default: `globalThis.window`, looked up at each call. */
  window?: object;
  /** Milliseconds after which a call gives up; default 30 000. */
  deadlineMs?: number;
  /** The same for `promptNotificationPermission`, where a person answers; default 600 000. */
  promptDeadlineMs?: number;
}

/** Makes a bridge. Nothing happens until one of its functions is called; without a window every call says so. */
export function createBridge(options: BridgeOptions = {}): Median {
  const { deadlineMs = 30_000, promptDeadlineMs = 600_000 } = options;
  const getPage: GetPage = () => (options.window ?? globalThis.window) as PageWindow | undefined;
  const post = createPost(getPage);
  const method = createMethods(getPage, createCall(getPage, post, deadlineMs));
  return {
    msdynamics: createMsdynamics({ getPage, post, method, promptDeadlineMs }),
    open: { appSettings: () => post({ command: 'open/app-settings' }) },
    permissions: { status: method('permissions/status', { read: facts<Permissions>, check: statusData }) },
    deviceInfo: method('run/median_device_info', { read: facts<RegistrationInfo> }),
  };
}
