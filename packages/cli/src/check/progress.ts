import type { Progress, Run } from '@journeys-push/sandbox/check';
import { createLogUpdate } from 'log-update';
import { type Paint, paintFor } from '../paint.ts';

export interface ProgressView {
  show(progress: Progress): void;
  end(): void;
}

interface Line {
  title: string;
  items: number;
  done: number;
  bad: number;
  now: string;
}

/**
 * How far the check is: a line for each run that changes on a terminal; elsewhere one line for each finished run.
 */
export function createProgress(
  output: NodeJS.WriteStream,
  { runTitle }: { runTitle(run: Pick<Run, 'phone' | 'page'>): string },
): ProgressView {
  const lines = new Map<string, Line>();
  const log = createLogUpdate(output);
  const paint = paintFor(output);
  const draw = () => {
    if (output.isTTY) log([...lines.values()].map((line) => drawn(line, paint)).join('\n'));
  };
  if (output.isTTY) log('Starting the sandbox …');
  return {
    show(progress) {
      if (progress.kind === 'planned') {
        for (const { run, items } of progress.runs) {
          const title = runTitle(run);
          lines.set(title, { title, items, done: 0, bad: 0, now: '' });
        }
      } else {
        const line = lines.get(runTitle(progress.run));
        if (line && progress.kind === 'item') advance(line, progress.result);
        if (line && progress.kind === 'run' && !output.isTTY) output.write(`${drawn(line, paint)}\n`);
      }
      draw();
    },
    end: log.done,
  };
}

function advance(line: Line, { number, title, status }: Run['items'][number]): void {
  line.done += 1;
  if (status !== 'passed') line.bad += 1;
  line.now = `${number}. ${title}`;
}

function drawn({ title, items, done, bad, now }: Line, paint: Paint): string {
  const ended = done === items;
  const mark = bad > 0 ? paint('red', '✗') : ended ? paint('green', '✓') : done > 0 ? '…' : ' ';
  const wrong = bad > 0 ? `, ${bad} not passed` : '';
  return `${mark} ${title.padEnd(36)} ${String(done).padStart(2)} of ${items}${wrong}${ended ? '' : `  ${now}`}`;
}
