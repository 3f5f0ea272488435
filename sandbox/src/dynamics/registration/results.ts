import type { RegistrationResult } from '../records.ts';

export type ResultTable = ReturnType<typeof createResultTable>;

/** Recorded outcomes by request id. Of a success the app alone is kept: there are as many of them as devices. */
export function createResultTable(saved: RegistrationResult[] = []) {
  const results = new Map<string, string | RegistrationResult>();
  const read = (requestId: string, kept: string | RegistrationResult): RegistrationResult =>
    typeof kept === 'string' ? { requestId, mobileAppId: kept, status: 'Success' } : kept;
  const put = (result: RegistrationResult): void => {
    results.set(result.requestId, result.status === 'Success' ? result.mobileAppId : result);
  };
  saved.forEach(put);
  return {
    put,
    get(requestId: string): RegistrationResult | undefined {
      const kept = results.get(requestId);
      return kept === undefined ? undefined : read(requestId, kept);
    },
    all: (): RegistrationResult[] => [...results].map(([requestId, kept]) => read(requestId, kept)),
  };
}
