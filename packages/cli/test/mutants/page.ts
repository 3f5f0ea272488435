import type { CheckResult } from '@journeys-push/sandbox/check';
import { findings } from './findings.ts';
import type { Mutant } from './mutant.ts';

/** What a mutant led to. */
export interface Outcome {
  mutant: Mutant;
  result: CheckResult;
}

const HEAD = `<!-- Written by packages/cli/test/mutants/page.ts and compared as it is: change it there. -->

# What the checklist says when the product is broken

A check that cannot fail is worth nothing. So a test breaks the product, once for each of the 18 items and at the place
where that item's truth comes from, and runs the real command \`journeys-push check\` on all three phones. Exactly that
item must fail, on exactly the phones named here. Others may only be *blocked* by it: they need what is broken, and say
so instead of failing too.

This page is written by that test ([packages/cli/test/mutants](../packages/cli/test/mutants/table.ts)), with the messages
as they really came, and compared with them at every run. Ids, times and the ends of tokens are left out as “…”.

\`\`\`sh
node tools/test.mjs mutants                             # runs it, as CI does
npx vitest run --config vitest.mutants.config.ts -u     # and writes this page anew
\`\`\`

| item | the product is broken: | fails on | the message |
|---|---|---|---|
`;

/** docs/check-mutants.md */
export const mutantsPage = (outcomes: Outcome[]): string =>
  HEAD + outcomes.map((outcome) => `${rowOf(outcome)}\n`).join('');

function rowOf({ mutant, result }: Outcome): string {
  const { item, name, file, page, says } = mutant;
  const title = result.runs.flatMap(({ items }) => items).find(({ number }) => number === item)?.title;
  const phones = result.runs.filter(({ items }) => items.some(({ status }) => status === 'failed'));
  const problem = findings(result, 'failed')[0]?.problem;
  const { expected, came, remedy } = problem ?? says;
  const blocked = new Set(findings(result, 'blocked').map((finding) => finding.item));
  const message = [
    `**Expected** ${expected}`,
    `**Came** ${came}`,
    ...(problem?.stop
      ? [`**Stopped at** ${problem.stop.hop}, \`${problem.stop.code}\`: ${problem.stop.cause}`]
      : []),
    `**What to do** ${remedy}`,
    ...(blocked.size > 0 ? [`*Blocked by it: ${[...blocked].sort((a, b) => a - b).join(', ')}*`] : []),
  ];
  return row([
    `${item}. ${title}`,
    `${name} ([${file.split('/').at(-1)}](../${file}))`,
    [...phones.map(({ phone, os }) => `${phone} (${os})`), ...(page ? [`in a page with ${page}`] : [])].join(
      ', ',
    ),
    message.map(withoutChance).join('<br>'),
  ]);
}

const row = (cells: string[]): string =>
  `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;

/** Without what differs from run to run. */
const withoutChance = (text: string): string =>
  text
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '…')
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '…')
    .replace(/…[\w-]{8}(?=")/g, '…')
    // Pushes are numbered, so that one is not taken for another.
    .replace(/(“Checklist [^”]+?) \d+”/g, '$1”');
