import type { RegisterOptions, Registration, RegistrationInfo } from '@journeys-push/contract/page-shell';
import type { Median, PermissionResult, RegisterResult } from './api.ts';

/** What is known about push on this device; each part is missing until the app has said it. */
export interface PushState {
  /** Outside the app: `{ granted: false, reason: 'not-in-app' }`. */
  permission?: PermissionResult;
  registration?: Registration;
  /** Tokens and device facts. Stays missing outside the app. */
  info?: RegistrationInfo;
}

export interface PushActions {
  /** Asks for permission. Call it at a moment that means something to the person. */
  prompt(): Promise<PermissionResult>;
  /** Binds the person to this device; never rejects. */
  register(options: RegisterOptions): Promise<RegisterResult>;
  /** Frees the device from its person; never rejects. */
  unregister(): Promise<RegisterResult>;
  /** Opens the system's settings, for someone who must no longer be asked (`permission.canAskAgain === false`). */
  openSettings(): void;
}

/** The state of one bridge, read while someone looks at it. */
export interface PushStore extends PushActions {
  /** Calls back after each change. With the first subscriber reading begins, with the last it ends. */
  subscribe(onChange: () => void): () => void;
  getState(): PushState;
}

export const nothingKnown: PushState = {};

/** Reads at the start, after every action, on `registrationChanged` and when the page becomes visible again. */
export function createPushStore({ msdynamics, open }: Median): PushStore {
  const subscribers = new Set<() => void>();
  let state = nothingKnown;
  let reads = 0;
  let stop = () => {};

  const change = (changes: PushState) => {
    state = { ...state, ...changes };
    for (const onChange of subscribers) onChange();
  };
  const read = async () => {
    const turn = ++reads;
    const [permission, info] = await Promise.all([
      msdynamics.areNotificationsEnabled(),
      msdynamics.registrationInfo().catch(() => undefined),
    ]);
    // A read that was overtaken by a later one knows less than that one.
    if (turn === reads) change({ permission, ...(info && { info, registration: info.registration }) });
  };
  const andRead = <T>(answer: T): T => {
    void read();
    return answer;
  };

  return {
    subscribe(onChange) {
      subscribers.add(onChange);
      if (subscribers.size === 1) stop = watch(msdynamics, read, change);
      return () => {
        if (subscribers.delete(onChange) && subscribers.size === 0) stop();
      };
    },
    getState: () => state,
    prompt: () => msdynamics.promptNotificationPermission().then(andRead),
    register: (options) => msdynamics.registerDevice(options).then(andRead),
    unregister: () => msdynamics.unregisterDevice().then(andRead),
    openSettings: open.appSettings,
  };
}

function watch(
  { registrationChanged }: Median['msdynamics'],
  read: () => Promise<void>,
  change: (changes: PushState) => void,
): () => void {
  const { document } = globalThis;
  const onVisible = () => {
    if (document.visibilityState === 'visible') void read();
  };
  const stopListening = registrationChanged.addListener((registration) => {
    change({ registration });
    void read();
  });
  document?.addEventListener('visibilitychange', onVisible);
  void read();
  return () => {
    stopListening();
    document?.removeEventListener('visibilitychange', onVisible);
  };
}
