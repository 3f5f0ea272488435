import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { Twin } from '../../twin.ts';
import { type DefinitionInput, NewDefinition } from './definition.ts';
import { enterByTrigger, look, type Raised, type Trigger } from './entry.ts';
import {
  type JourneyProblem,
  journeyIncorrect,
  refuseUnready,
  requireIn,
  requireJourney,
  unready,
} from './required.ts';
import { resume } from './resume.ts';
import { NewSettings, type Settings, type SettingsInput } from './settings.ts';
import { createTraffic, type Traffic } from './traffic.ts';
import { createViews, type JourneyViews } from './view.ts';
import { leave } from './walk.ts';

/** The journeys, and the settings for all of them. All actions throw {@link DynamicsRefusal}. */
export interface Journeys extends JourneyViews {
  /** Saves a new journey as draft; returns its id. */
  create(definition: DefinitionInput): string;
  /** What keeps a definition from going live, without saving it; empty: nothing. */
  check(definition: unknown): JourneyProblem[];
  /** Replaces what a draft says; a live journey cannot change. */
  edit(journeyId: string, definition: DefinitionInput): void;
  /** Makes it live: messages must be ready to send, segments be there and of the journey's entity. */
  publish(journeyId: string): void;
  /** Ends it; whoever is in it leaves. */
  stop(journeyId: string): void;
  /** Deletes a journey that is not live. */
  remove(journeyId: string): void;
  /** Raises a custom trigger for one person: every live journey that it starts says what it did. */
  raise(trigger: Trigger): Raised[];
  settings(): Settings;
  /** Replaces the named settings: frequency cap, quiet times. */
  changeSettings(changes: SettingsInput): void;
}

/** `resume` goes on with what an earlier run has left. */
export function createJourneys(
  twin: Twin,
): { journeys: Journeys; resume(): void } & Pick<Traffic, 'moving' | 'rest'> {
  const { marketing } = twin.state;
  const traffic: Traffic = createTraffic(twin, (journey) => look(twin, traffic, journey));
  const journeys: Journeys = {
    create(input) {
      const journeyId = randomUUID();
      const counts = { entered: 0, inside: 0, runs: 0 };
      const definition = read(NewDefinition, input);
      marketing.journeys.set(journeyId, { journeyId, definition, state: 'draft', ...counts });
      return journeyId;
    },
    check: (input) => problemsOf(twin, input),
    edit(journeyId, input) {
      requireIn(twin, journeyId, 'draft').definition = read(NewDefinition, input);
    },
    publish: (journeyId) => publish(twin, traffic, journeyId),
    stop: (journeyId) => stop(twin, journeyId),
    remove(journeyId) {
      const { state } = requireJourney(twin, journeyId);
      if (state === 'live') throw journeyIncorrect('a live journey must be stopped first');
      marketing.journeys.delete(journeyId);
    },
    raise: (trigger) => enterByTrigger(twin, traffic, trigger),
    ...createViews(twin),
    settings: () => structuredClone(marketing.settings),
    changeSettings(changes) {
      marketing.settings = read(NewSettings, { ...marketing.settings, ...changes });
    },
  };
  return { journeys, resume: () => resume(twin, traffic), moving: traffic.moving, rest: traffic.rest };
}

function read<T>(schema: z.ZodType<T>, input: unknown): T {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  throw journeyIncorrect(z.prettifyError(result.error));
}

function problemsOf(twin: Twin, input: unknown): JourneyProblem[] {
  const result = NewDefinition.safeParse(input);
  if (result.success) return [...unready(twin, result.data)];
  return result.error.issues.map((issue) => innermost(issue, []));
}

/** Of the kinds that something could have been, what keeps it from being the nearest one. */
function innermost(issue: z.core.$ZodIssue, above: PropertyKey[]): JourneyProblem {
  const path = [...above, ...issue.path];
  const kinds = issue.code === 'invalid_union' ? issue.errors.filter(({ length }) => length > 0) : [];
  const nearest = kinds.sort((one, other) => distance(one) - distance(other))[0]?.[0];
  return nearest
    ? innermost(nearest, path)
    : { path: path.join('.'), message: issue.message, blocks: 'saving' };
}

/** A kind that another `do` names is far away. */
const distance = (issues: z.core.$ZodIssue[]) =>
  issues.length + (issues.some(({ path }) => path[0] === 'do' || path[0] === 'by') ? 100 : 0);

function publish(twin: Twin, traffic: Traffic, journeyId: string): void {
  const journey = requireIn(twin, journeyId, 'draft');
  refuseUnready(twin, journey);
  journey.state = 'live';
  const { start } = journey.definition;
  if (start.by !== 'segment') return;
  journey.nextRunAt = Math.max(start.at ?? 0, twin.now());
  if (journey.nextRunAt > twin.now()) traffic.agenda.add(journey.nextRunAt, journey);
  else look(twin, traffic, journey);
}

function stop(twin: Twin, journeyId: string): void {
  const journey = requireIn(twin, journeyId, 'live');
  journey.state = 'stopped';
  delete journey.nextRunAt;
  for (const each of twin.state.marketing.participants.all()) {
    if (each.journeyId === journeyId && each.leftAt === undefined) leave(twin, each, 'stopped');
  }
}
