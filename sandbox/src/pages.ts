import type { SimulatedPhone } from './phone/simulated-phone.ts';
import { openVmPage, type VmPage } from './phone/vm-page.ts';

/** The pages that the sandbox itself shows, because nobody has a browser. */
export interface Pages {
  /** Shows the phone's page; it follows the phone from then on. Resolves when the document is there, or no app runs. */
  open(phone: SimulatedPhone): Promise<void>;
  /** Whether it shows this phone's page. A browser, such as the lab, must not take it out of the hand of a test. */
  shows(id: string): boolean;
  /** Of a phone that is thrown away. */
  forget(id: string): void;
  close(): void;
}

interface Shown {
  page: VmPage;
  /** Aborted when nobody shows it any more: it may never load. */
  gone: AbortController;
}

export function createPages(): Pages {
  const open = new Map<string, Shown>();
  const forget = (id: string) => {
    const shown = open.get(id);
    open.delete(id);
    shown?.page.close();
    shown?.gone.abort();
  };
  return {
    async open(phone) {
      open.get(phone.id)?.page.close();
      phone.showByTest();
      const gone = open.get(phone.id)?.gone ?? new AbortController();
      open.set(phone.id, { page: openVmPage(phone), gone });
      await loaded(phone, gone.signal);
    },
    shows: (id) => open.has(id),
    forget,
    close() {
      for (const id of open.keys()) forget(id);
    },
  };
}

function loaded(phone: SimulatedPhone, gone: AbortSignal): Promise<void> {
  const isThere = () => {
    const { state, page } = phone.view();
    return state === 'killed' || (page.connected && !page.loading);
  };
  return new Promise((resolve) => {
    if (isThere()) return resolve();
    const end = () => {
      stop();
      gone.removeEventListener('abort', end);
      resolve();
    };
    const stop = phone.subscribe(() => isThere() && end());
    gone.addEventListener('abort', end);
  });
}
