import { join } from 'node:path';
import { ControlFailure } from '../control/problem.ts';
import type { StudioBuild, StudioMistake, StudioProgress } from '../control/studio-wire.ts';
import { loadBuilder } from './builder.ts';
import { CONFIG } from './project.ts';

/** The command's own name for it, so that either replaces what the other has made. */
export const OUT = 'journeys-push-build';

/** One build at a time: the one that goes on, or the last one. */
export interface Builds {
  start(): Promise<StudioBuild>;
  /** From the `after`-th line of its progress on. */
  look(after: number): StudioBuild;
  cancel(): Promise<StudioBuild>;
  close(): Promise<void>;
}

/** What a build needs of the code that builds. */
export type Builder = Pick<Awaited<ReturnType<typeof loadBuilder>>, 'plan' | 'prepare' | 'build'>;
type Ending = Pick<StudioBuild, 'state' | 'result' | 'folder' | 'refusal'>;

interface Build {
  startedAt: string;
  progress: StudioProgress[];
  controller: AbortController;
  /** Never rejects. */
  ended: Promise<void>;
  ending: Ending;
}

/** `load` brings the code that builds. */
export function createBuilds({
  folder,
  load = loadBuilder,
}: {
  folder: string;
  load?: () => Promise<Builder>;
}): Builds {
  let build: Build | undefined;
  const look = (after: number): StudioBuild => {
    if (!build) return { state: 'none', progress: [], next: 0 };
    const { startedAt, progress, ending } = build;
    return { ...ending, startedAt, progress: progress.slice(after), next: progress.length };
  };
  const cancel = async () => {
    build?.controller.abort(new Cancelled());
    await build?.ended;
    return look(0);
  };
  return {
    look,
    cancel,
    async start() {
      const builder = await load();
      if (build?.ending.state === 'running') throw new ControlFailure('studio-building');
      build = begin(builder, folder);
      return look(0);
    },
    async close() {
      await cancel();
    },
  };
}

class Cancelled extends Error {}

function begin(builder: Builder, folder: string): Build {
  const controller = new AbortController();
  const build: Build = {
    ...{ startedAt: new Date().toISOString(), progress: [], controller },
    ended: Promise.resolve(),
    ending: { state: 'running' },
  };
  build.ended = run(builder, { folder, signal: controller.signal, progress: build.progress }).then(
    (ending) => {
      build.ending = ending;
    },
  );
  return build;
}

interface Running {
  folder: string;
  signal: AbortSignal;
  progress: StudioProgress[];
}

async function run(builder: Builder, { folder, signal, progress }: Running): Promise<Ending> {
  try {
    const tell = (told: StudioProgress) => progress.push(told);
    const config = join(folder, CONFIG);
    // What is wrong with the configuration is told at once, not after the preparation.
    await builder.plan({ config });
    await prepare(builder, signal, tell);
    const going = builder.build({ config, out: join(folder, OUT), signal });
    for await (const told of going)
      tell(told.kind === 'planned' ? { kind: 'planned', steps: [...told.steps] } : told);
    const { folder: made, archive, ...result } = await going.result;
    return {
      state: result.passed ? 'passed' : 'failed',
      result: { ...result, ...(archive ? { archive } : {}) },
      folder: made,
    };
  } catch (error) {
    return endingOf(error);
  }
}

async function prepare(
  builder: Builder,
  signal: AbortSignal,
  tell: (told: StudioProgress) => void,
): Promise<void> {
  const step = 'prepare';
  const started = performance.now();
  tell({ kind: 'started', step });
  await builder.prepare({ signal, onLine: (line) => tell({ kind: 'said', step, line }) });
  tell({ kind: 'finished', step, durationMs: Math.round(performance.now() - started) });
}

/** The folder is always the same here. */
const withoutOptions = (remedy: string): string =>
  remedy.replace(', or name another by --out', '').replace(' by --out', '').trim();

function endingOf(error: unknown): Ending {
  if (error instanceof Cancelled) return { state: 'cancelled' };
  const message = error instanceof Error ? error.message : String(error);
  const told = error as { code?: unknown; remedy?: unknown; mistakes?: readonly StudioMistake[] };
  const isRefusal = typeof told.code === 'string' && typeof told.remedy === 'string';
  return {
    state: 'refused',
    refusal: {
      message,
      code: isRefusal ? String(told.code) : 'build-broken',
      remedy: isRefusal
        ? withoutOptions(String(told.remedy))
        : 'This is a fault of the build: please report it, with the log.',
      ...(told.mistakes ? { mistakes: [...told.mistakes] } : {}),
    },
  };
}
