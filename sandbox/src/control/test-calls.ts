import type { PageAnswer } from './test-wire.ts';
import type { ChannelDevice, Phone } from './wire.ts';

type Call = <T>(method: string, path: string, body?: unknown) => Promise<T>;

/** What tests do that people in the lab do not. */
export const testCalls = (call: Call) => ({
  /** Shows the phone's page without a browser. */
  openPage: (id: string) => call<Phone>('POST', `/phones/${encodeURIComponent(id)}/page/open`),
  /** Runs code in the phone's page. */
  evaluate: (id: string, code: string) =>
    call<PageAnswer>('POST', `/phones/${encodeURIComponent(id)}/page/evaluate`, { code }),
  /** Registers the phone's token with Dynamics, as the backend of an app without a gateway does. */
  registerDevice: (phone: string, contact: string) =>
    call<ChannelDevice>('POST', '/devices', { phone, contact }),
  /** Throws a phone away. */
  removePhone: (id: string) => call<unknown>('DELETE', `/phones/${encodeURIComponent(id)}`),
  /** Adds a person to Dynamics; their GUID. */
  addContact: async (contact: { fullname: string; trackingConsent?: boolean }) =>
    (await call<{ id: string }>('POST', '/people/contacts', contact)).id,
});
