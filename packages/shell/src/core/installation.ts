import { openDocument } from './document.ts';
import type { Log } from './log.ts';
import type { RandomPort, StorePort } from './ports.ts';

/** Who this installed app is, to the gateway and to support. */
export interface Installation {
  /** A UUID, one per install: in the app's own storage, because a keychain survives uninstalling (shell.md §7). */
  readonly id: string;
  /** True for the whole first process of this install. */
  readonly isFirstLaunch: boolean;
  /** Proves to the gateway that it is this installation; absent until the gateway has issued it. */
  credential(): string | undefined;
  /** Sent until the credential is stored, so that a lost answer can be asked for again. */
  enrollmentKey(): string | undefined;
  credentialArrived(credential: string): Promise<void>;
  /** The gateway knows nothing of this installation (any more): enrol anew, with another key. */
  forgetCredential(): Promise<void>;
}

export interface InstallationOptions {
  store: StorePort;
  random: RandomPort;
  log: Log;
  /** Called when the gateway's credential is stored. */
  onEnrolled: () => void;
}

interface Stored {
  id?: string;
  credential?: string;
  enrollmentKey?: string;
}

export async function openInstallation(options: InstallationOptions): Promise<Installation> {
  const { store, random, log, onEnrolled } = options;
  const stored = await openDocument<Stored>({ store, key: 'installation', empty: {}, log });
  const newKey = () => random.uuid() + random.uuid();
  const known = stored.get().id;
  const id = known ?? random.uuid();
  if (!known) await stored.set({ id, enrollmentKey: newKey() });
  return {
    id,
    isFirstLaunch: known === undefined,
    credential: () => stored.get().credential,
    enrollmentKey: () => stored.get().enrollmentKey,
    async credentialArrived(credential) {
      await stored.set({ id, credential });
      onEnrolled();
    },
    forgetCredential: () => stored.set({ id, enrollmentKey: newKey() }),
  };
}
