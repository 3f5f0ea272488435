import { openDocument } from './document.ts';
import type { Log } from './log.ts';
import type { StorePort } from './ports.ts';

/** Whether the person agrees to tracking. Unknown until a page has said so, which counts as no. */
export interface Consent {
  granted(): boolean;
  set(granted: boolean): Promise<void>;
}

export async function openConsent(store: StorePort, log: Log): Promise<Consent> {
  const stored = await openDocument<{ granted?: boolean }>({ store, key: 'consent', empty: {}, log });
  return {
    granted: () => stored.get().granted === true,
    set: (granted) => stored.set({ granted }),
  };
}
