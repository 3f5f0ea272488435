import type { CheckResult, ItemResult, Run } from '../result.ts';

/** What came of an item in one run. */
export interface Judged {
  run: Run;
  item: ItemResult;
}

/** An item over all runs to which it applied. */
export interface ChecklistItem {
  number: number;
  title: string;
  judged: Judged[];
}

/** The result turned round: runs have items, a reader looks for an item and then for its runs. */
export function checklist({ runs }: Pick<CheckResult, 'runs'>): ChecklistItem[] {
  const byNumber = new Map<number, ChecklistItem>();
  for (const run of runs)
    for (const item of run.items) {
      const { number, title } = item;
      const entry = byNumber.get(number) ?? { number, title, judged: [] };
      entry.judged.push({ run, item });
      byNumber.set(number, entry);
    }
  return [...byNumber.values()].sort((one, other) => one.number - other.number);
}
