import { openDocument } from './document.ts';
import type { Log } from './log.ts';
import type { ClockPort, RandomPort, StorePort } from './ports.ts';

/** Who this installed app is, to the gateway and to support. */
export interface Installation {
  /** A UUID, one per install: in the app's own storage, because a keychain survives uninstalling (shell.md §7). */
  readonly id: string;
  /** True for the whole first process of this install. */
  readonly isFirstLaunch: boolean;
  /** Proves to the gateway that it is this installation; absent until the gateway has issued it. */
  credential(): string | undefined;
  /**
   * Sent while no credential is held. It is kept for ever: the gateway issues another credential for the same key, so
   * a lost answer, or one that came after a later one, can be asked for again; also after it has forgotten everything,
   * when an earlier enrolment may still arrive, or its database be restored.
   */
  enrollmentKey(): string;
  credentialArrived(credential: string): Promise<void>;
  /** The gateway does not take the credential, or knows nothing of this installation: ask for another one. */
  dropCredential(): Promise<void>;
}

export interface InstallationOptions {
  store: StorePort;
  clock: ClockPort;
  random: RandomPort;
  log: Log;
  /** Called when the gateway's credential is stored. */
  onEnrolled: () => void;
}

interface Stored {
  id: string;
  enrollmentKey: string;
  credential?: string;
}

/** Settles once the store can be read: with another id, the gateway would hold this phone's token twice. */
export async function openInstallation(options: InstallationOptions): Promise<Installation> {
  const { store, clock, random, log, onEnrolled } = options;
  const stored = await openDocument<Stored>({
    store,
    key: 'installation',
    empty: { id: '', enrollmentKey: '' },
    log,
    clock,
    vital: true,
  });
  const isFirstLaunch = stored.get().id === '';
  if (isFirstLaunch) await stored.set({ id: random.uuid(), enrollmentKey: random.uuid() + random.uuid() });
  const { id } = stored.get();
  return {
    id,
    isFirstLaunch,
    credential: () => stored.get().credential,
    enrollmentKey: () => stored.get().enrollmentKey,
    async credentialArrived(credential) {
      await stored.set({ ...stored.get(), credential });
      onEnrolled();
    },
    dropCredential: () => stored.set({ id, enrollmentKey: stored.get().enrollmentKey }),
  };
}
