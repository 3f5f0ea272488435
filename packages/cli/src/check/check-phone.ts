import type { CheckResult, Progress, Receiver } from '@journeys-push/sandbox/check';
import { interruptible } from '../interruption.ts';
import { paintFor } from '../paint.ts';
import type { PhoneOptions } from './phone-options.ts';
import { devicesKnownTo } from './tenant.ts';

/** Runs the checklist on a phone in somebody's hand, and says on standard error what it waits for and what it has seen. */
export async function checkPhone(
  { port, person, gateway }: PhoneOptions,
  only: number[] | undefined,
): Promise<CheckResult> {
  const devicesOf = gateway && devicesKnownTo(gateway);
  // A key that may not look must not be found out after a quarter of an hour.
  await devicesOf?.(NOBODY);
  const { openReceiver, checkByHand } = await import('@journeys-push/sandbox/check');
  const tell = (text: string) => process.stderr.write(`${text}\n`);
  const receiver = await openReceiver({
    port,
    onAsked: ({ say }) => tell(`  on the phone: ${say.join(' ')}`),
  });
  tell(await invitation(receiver));
  const show = progressLines(tell);
  return interruptible((signal) =>
    checkByHand({
      ...{ line: receiver.line, link: receiver.link, person, devicesOf, only, signal },
      onProgress: (step) => signal.aborted || show(step),
    }),
  ).finally(receiver.close);
}

/** An installation that no gateway knows. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

/** What a person has to do before anything can happen. */
async function invitation({ urls: [url = '', ...others] }: Receiver): Promise<string> {
  const { renderUnicodeCompact } = await import('uqr');
  return `Start the app's development server with this line, in the folder of its project (docs/device-test.md):

  EXPO_PUBLIC_JOURNEYS_PUSH_CHECK=${url} npx expo start

Then install a debug build of the app anew, and start it: it opens on the page of the check.
To see whether the phone reaches this computer, scan this with its camera.

${process.stderr.isTTY ? renderUnicodeCompact(url) : url}
${others.length > 0 ? `\nOther addresses of this computer:\n${others.map((other) => `  ${other}`).join('\n')}\n` : ''}
Waiting for the phone …`;
}

function progressLines(tell: (text: string) => void): (progress: Progress) => void {
  const paint = paintFor(process.stderr);
  const marks = { passed: paint('green', '✓'), failed: paint('red', '✗'), blocked: paint('yellow', '–') };
  return (progress) => {
    if (progress.kind === 'planned')
      for (const { run, items } of progress.runs) tell(`${run.phone}: ${items} items`);
    if (progress.kind === 'item') {
      const { number, title, status } = progress.result;
      tell(`${marks[status]} ${number}. ${title}`);
    }
  };
}
