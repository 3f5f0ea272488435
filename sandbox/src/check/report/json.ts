import type { CheckResult, Evidence, ItemResult } from '../result.ts';

/** The result as `--json` prints it: without the pictures' data, which only the HTML report shows. */
export function jsonReport(result: CheckResult): CheckResult {
  return { ...result, runs: result.runs.map((run) => ({ ...run, items: run.items.map(withoutPictures) })) };
}

const withoutPictures = (item: ItemResult): ItemResult => ({
  ...item,
  evidence: item.evidence.map(captionOnly),
});

const captionOnly = (evidence: Evidence): Evidence =>
  evidence.kind === 'picture' ? { kind: 'picture', caption: evidence.caption } : evidence;
