import { openDocument } from './document.ts';
import type { Log } from './log.ts';
import type { ClockPort, StorePort } from './ports.ts';

/** Whether the person agrees to tracking. Unknown until a page has said so, which counts as no. */
export interface Consent {
  granted(): boolean;
  set(granted: boolean): Promise<void>;
}

export async function openConsent(store: StorePort, clock: ClockPort, log: Log): Promise<Consent> {
  const stored = await openDocument<{ granted?: boolean }>({ store, key: 'consent', empty: {}, log, clock });
  return {
    granted: () => stored.get().granted === true,
    set: (granted) => stored.set({ granted }),
  };
}
