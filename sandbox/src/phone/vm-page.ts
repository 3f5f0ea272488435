import type { SimulatedPhone } from './simulated-phone.ts';
import { openVmDocument, type VmDocument } from './vm-document.ts';

export interface VmPageOptions {
  /** The page's own scripts, run in every document after the shell's. */
  scripts?: string[];
}

/**
 * The page in a phone's WebView, as a `node:vm` context: for tests and scripts that need no browser. It follows the
 * phone through navigations, kills and launches as a WebView does.
 */
export interface VmPage {
  /**
   * Runs code in the page and awaits its value, which must be cloneable. Rejects with what the page threw, and
   * where no page is there or it goes away before it has answered.
   */
  evaluate<T>(code: string): Promise<T>;
  /** Where the page is; undefined while the app is not running. */
  url(): string | undefined;
  /** What was thrown in the page and caught by nobody. */
  errors(): unknown[];
  close(): void;
}

export function openVmPage(phone: SimulatedPhone, { scripts = [] }: VmPageOptions = {}): VmPage {
  const errors: unknown[] = [];
  let document: VmDocument | undefined;
  let generation = 0;
  const leave = () => {
    document?.close();
    document = undefined;
  };
  const open = (url: string) => {
    leave();
    const opened = openVmDocument({
      phone,
      url,
      // Elsewhere the phone's site has no hand in the page.
      scripts: new URL(url).origin === phone.origin ? [phone.pageScript(), ...scripts] : [],
      onNavigate: (to) => queueMicrotask(() => document === opened && open(to)),
      onError: (error) => errors.push(error),
    });
    document = opened;
  };
  const follow = () => {
    const { state, page } = phone.view();
    if (state === 'killed') {
      leave();
      generation = 0;
    } else if (page.generation !== generation) {
      generation = page.generation;
      open(page.url);
    }
  };
  const unsubscribe = phone.subscribe(follow);
  follow();
  return {
    async evaluate<T>(code: string): Promise<T> {
      if (!document) throw new Error('No page: the app is not running.');
      return structuredClone(await document.evaluate(code)) as T;
    },
    url: () => document?.url(),
    errors: () => errors,
    close() {
      unsubscribe();
      leave();
    },
  };
}
