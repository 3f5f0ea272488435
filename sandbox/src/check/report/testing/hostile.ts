import type { CheckResult } from '../../result.ts';

/** What a page could answer to get into a report that shows it; the last parts are nothing XML can hold. */
export const hostileText =
  '<script>document.title="taken"</script>"\'><img src=x onerror="document.title=1"></style></title>]]>]]>\u{1}&amp;\u{0}\u{D800}';

/** The result with hostile text in every place that comes from outside, `<` and quotes included. */
export function hostile(result: CheckResult): CheckResult {
  return {
    ...result,
    browser: hostileText,
    runs: result.runs.map((run) => ({
      ...run,
      ...{ phone: hostileText + run.phone, os: hostileText, url: `javascript:alert(1)${hostileText}` },
      items: run.items.map((item) => ({
        ...item,
        title: hostileText,
        ...{
          status: 'failed' as const,
          problem: { expected: hostileText, came: hostileText, remedy: hostileText },
        },
        evidence: [
          { kind: 'answer', call: hostileText, outcome: hostileText },
          { kind: 'fact', name: hostileText, value: hostileText },
          { kind: 'picture', caption: hostileText, jpeg: hostileText },
          {
            kind: 'devices',
            rows: [
              {
                userId: hostileText,
                platform: 'ios',
                token: hostileText,
                result: 'Failed',
                reason: hostileText,
                at: 0,
              },
            ],
          },
          {
            kind: 'timeline',
            events: [{ seq: 1, at: 0, traceId: '', hop: 'page', kind: '', summary: hostileText }],
          },
        ],
      })),
    })),
  };
}
