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

export function createPages(): Pages {
  const open = new Map<string, VmPage>();
  return {
    async open(phone) {
      open.get(phone.id)?.close();
      open.set(phone.id, openVmPage(phone));
      await loaded(phone);
    },
    shows: (id) => open.has(id),
    forget(id) {
      open.get(id)?.close();
      open.delete(id);
    },
    close() {
      for (const page of open.values()) page.close();
      open.clear();
    },
  };
}

function loaded(phone: SimulatedPhone): Promise<void> {
  const isThere = () => {
    const { state, page } = phone.view();
    return state === 'killed' || (page.connected && !page.loading);
  };
  return new Promise((resolve) => {
    if (isThere()) return resolve();
    const stop = phone.subscribe(() => {
      if (!isThere()) return;
      stop();
      resolve();
    });
  });
}
