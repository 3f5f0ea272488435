import { createLogUpdate } from 'log-update';
import { type Paint, paintFor } from '../paint.ts';
import { headline, NOT_RUN, seconds, size } from './report/headline.ts';
import type { BuildProgress, FinishedBuild, PlannedChange, Step } from './result.ts';

const titles: Record<Step, string> = {
  project: 'The app’s project',
  prebuild: 'Native projects for iOS and Android',
  verify: 'Reading them back',
  bundle: 'JavaScript to Hermes bytecode',
  archive: 'Archive',
};

/** How far the build is: lines that change on a terminal; elsewhere one line for each finished step. */
export function createProgress(output: NodeJS.WriteStream): {
  show(progress: BuildProgress): void;
  end(): void;
} {
  const log = createLogUpdate(output);
  const paint = paintFor(output);
  const finished: string[] = [];
  let now = '';
  let bad = 0;
  const draw = () => {
    if (output.isTTY) log([...finished, ...(now ? [now] : [])].join('\n'));
  };
  return {
    show(progress) {
      if (progress.kind === 'started') now = `… ${titles[progress.step]}`;
      if (progress.kind === 'said') now = `… ${titles[progress.step]}: ${progress.line.slice(0, 60)}`;
      if (progress.kind === 'checked' && !progress.check.passed) bad += 1;
      if (progress.kind === 'finished') {
        const mark = bad > 0 ? paint('red', '✗') : paint('green', '✓');
        const line = `${mark} ${titles[progress.step]} (${seconds(progress.durationMs)})`;
        now = '';
        bad = 0;
        finished.push(line);
        if (!output.isTTY) output.write(`${line}\n`);
      }
      draw();
    },
    end: log.done,
  };
}

/** What would be in the native projects: each file once, each change with its reason. */
export function planLines(plan: readonly PlannedChange[], paint: Paint): string {
  const files = [...new Set(plan.map(({ file }) => file))];
  const parts = files.map((file) => {
    const changes = plan.filter((change) => change.file === file);
    return [paint('yellow', file), ...changes.map(({ what, why }) => `  ${what}\n      ${why}`)].join('\n');
  });
  return `${[...parts, 'Nothing was written. Without --plan this is made and read back.'].join('\n\n')}\n`;
}

/** What is not as it should be, and the verdict: the text at the end of a build. */
export function resultLines(result: FinishedBuild, { out, paint }: { out: string; paint: Paint }): string {
  const { checks, bundles, archive, passed, durationMs, folder } = result;
  const problems = checks
    .filter((check) => !check.passed)
    .map(({ file, what, why, found }) =>
      [
        `${paint('red', '✗')} ${file}`,
        `  expected  ${what}`,
        `  why       ${why}`,
        `  found     ${found}`,
      ].join('\n'),
    );
  const made = bundles.map(({ platform, bytes }) => `${platform} ${size(bytes)}`).join(', ');
  const verdict = paint(passed ? 'green' : 'red', headline(result));
  const places = [
    `Bundles: ${made}`,
    archive && `Archive: ${archive.file} (${size(archive.bytes)})`,
    passed ? `In ${folder}` : `In ${folder}; what was in ${out} before has not been touched`,
    `Not run here: ${NOT_RUN}`,
  ].filter((line) => line !== undefined);
  return `\n${[...problems, `${verdict} (${seconds(durationMs)})`, places.join('\n')].join('\n\n')}\n`;
}
