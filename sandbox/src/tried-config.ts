import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { AppConfig } from '@journeys-push/contract/app-config';
import type { Behaviour } from './app.ts';
import { CONFIG, openProject } from './studio/project.ts';
import { parse } from './studio/text.ts';
import type { Timeline, TimelineEntry } from './timeline.ts';
import { newTraceId } from './trace.ts';

export interface TriedOptions {
  /** Of the person's app. */
  folder: string;
  /** What the sandbox itself was told: no file changes it. */
  startedWith: Behaviour;
  timeline: Pick<Timeline, 'record'>;
}

/** What the phones take of a configuration, or why they take nothing. */
type Judged = { behaviour: Behaviour } | { mistake: string };

/** What an app does whose configuration says nothing of it. */
const DEFAULTS = AppConfig.parse({
  site: { url: 'https://shop.example/' },
  identity: { name: 'Shop', bundleId: 'com.example.shop', packageName: 'com.example.shop' },
});

/** A build wants more than the phones do: pictures, Firebase's file, a server that others reach. */
export function judge(content: unknown, { folder, startedWith }: Omit<TriedOptions, 'timeline'>): Judged {
  const place = join(folder, CONFIG);
  if (content === undefined) return { mistake: `${place} is no JSON` };
  const { data, error } = AppConfig.safeParse(content);
  if (data) return { behaviour: choicesOf(data, startedWith) };
  return { mistake: `${error.issues[0]?.path.join('.') || 'what is'} in ${place} is missing or not allowed` };
}

function choicesOf(config: AppConfig, startedWith: Behaviour): Behaviour {
  const { foreground, links, consent, automaticRegistration } = config;
  const isChosen = (part: keyof Behaviour) =>
    !(part in startedWith) && !isDeepStrictEqual(config[part], DEFAULTS[part]);
  return {
    ...(isChosen('foreground') ? { foreground } : {}),
    ...(isChosen('links') ? { links } : {}),
    ...(isChosen('consent') ? { consent } : {}),
    ...(isChosen('automaticRegistration') ? { automaticRegistration } : {}),
  };
}

/** What the phones begin with: of the file in the folder, where there is one. */
export async function readTried(options: TriedOptions): Promise<Behaviour> {
  const judged = await judgeFile(options);
  if ('mistake' in judged) {
    const kept = keptEvent(judged.mistake, options.folder);
    options.timeline.record(kept);
    process.stderr.write(`${kept.summary}\n`);
    return {};
  }
  const { behaviour } = judged;
  if (Object.keys(behaviour).length > 0) options.timeline.record(takenEvent(behaviour, options.folder));
  return behaviour;
}

async function judgeFile(options: TriedOptions): Promise<Judged> {
  try {
    const { text, version } = await openProject(options.folder).readConfig();
    return version === '' ? { behaviour: {} } : judge(parse(text), options);
  } catch (error) {
    return { mistake: (error as Error).message.replace(/\.$/, '') };
  }
}

/** Its trace is that of what the phones then do. */
export function takenEvent(behaviour: Behaviour, folder: string): TimelineEntry {
  const parts = Object.keys(behaviour).join(', ') || 'what an app does without any of it';
  return {
    ...{ traceId: newTraceId(), hop: 'lab', kind: 'app.configured', outcome: 'ok' },
    summary: `The phones have the configuration of ${folder}: ${parts}.`,
    detail: { folder, ...behaviour },
  };
}

export const keptEvent = (mistake: string, folder: string): TimelineEntry => ({
  ...{ traceId: newTraceId(), hop: 'lab', kind: 'app.not-configured', outcome: 'failed' },
  summary: `The phones keep the app they have: ${mistake}.`,
  detail: { folder },
});
