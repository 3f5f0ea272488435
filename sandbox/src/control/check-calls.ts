import type { CheckCreate, CheckedItem, Checklist, CheckRun } from './check-wire.ts';

type Call = <T>(method: string, path: string, body?: unknown) => Promise<T>;

/** The checklist of 18 items, run on the sandbox's phones. `read`: an answer as text. */
export const checkCalls = (call: Call, read: (path: string) => Promise<string>) => ({
  checklist: () => call<Checklist>('GET', '/checklist'),
  /** Newest first. */
  checks: () => call<CheckRun[]>('GET', '/checks'),
  /** Begins, and does not wait for its end. */
  startCheck: (how: CheckCreate = {}) => call<CheckRun>('POST', '/checks', how),
  checkRun: (id: string) => call<CheckRun>('GET', `/checks/${encodeURIComponent(id)}`),
  stopCheck: (id: string) => call<CheckRun>('POST', `/checks/${encodeURIComponent(id)}/stop`),
  /** One item with the evidence behind it. */
  checkedItem: (id: string, { phone, page, number }: { phone: string; page: string; number: number }) =>
    call<CheckedItem>(
      'GET',
      `/checks/${encodeURIComponent(id)}/item?${new URLSearchParams({ phone, page, number: String(number) })}`,
    ),
  checkReport: (id: string, as: 'html' | 'junit') =>
    read(`/checks/${encodeURIComponent(id)}/report?as=${as}`),
});
