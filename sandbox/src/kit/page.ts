import type { ControlClient } from '../control/client.ts';
import type { PageAnswer } from '../control/test-wire.ts';
import type { KitPage } from './kit.ts';

/** What the page's code has thrown, or its promise was rejected with. */
export class PageError extends Error {
  override readonly name: string;
  /** Where it has one, as `not-in-app`. */
  readonly code: string | undefined;
  constructor({ name, message, code }: NonNullable<PageAnswer['thrown']>) {
    super(message);
    this.name = name;
    this.code = code;
  }
}

export function createKitPage(control: ControlClient, id: string): KitPage {
  const evaluate = async <T>(code: string): Promise<T> => {
    const { value, thrown } = await control.evaluate(id, code);
    if (thrown) throw new PageError(thrown);
    return value as T;
  };
  return {
    evaluate,
    call: (name, options) =>
      evaluate(`median.msdynamics[${JSON.stringify(name)}](${options ? JSON.stringify(options) : ''})`),
    url: async () => (await control.phone(id)).page.url,
    open: async () => void (await control.openPage(id)),
  };
}
