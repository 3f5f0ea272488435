import type { Definition, Step } from './definition.ts';

/**
 * A step with what follows it. Steps are numbered as they are read from top to bottom: a branch, the steps of its first
 * way, those of its other way, what is behind it.
 */
export interface Place {
  step: Step;
  /** Where this is written in the definition, as `steps.2.yes.0`. */
  path: string;
  /** Number of the step behind it; of a branch: the first one of the way of those who fit. */
  next: number;
  /** Of a branch: the first step of the other way. */
  no?: number;
}

const known = new WeakMap<Definition['steps'], Place[]>();

/** The steps of a journey, by number; the number behind the last one is its end. */
export function placesOf({ steps }: Pick<Definition, 'steps'>): Place[] {
  const found = known.get(steps);
  if (found) return found;
  const places: Place[] = [];
  lay(places, steps, { path: 'steps', exit: sizeOf(steps) });
  known.set(steps, places);
  return places;
}

function lay(places: Place[], steps: readonly Step[], { path, exit }: { path: string; exit: number }): void {
  for (const [index, step] of steps.entries()) {
    const number = places.length;
    const own = `${path}.${index}`;
    const behind = index === steps.length - 1 ? exit : number + sizeOf([step]);
    if (step.do !== 'branch') {
      places.push({ step, path: own, next: behind });
      continue;
    }
    const first = number + 1;
    const second = first + sizeOf(step.yes);
    places.push({
      ...{ step, path: own },
      next: step.yes.length > 0 ? first : behind,
      no: step.no.length > 0 ? second : behind,
    });
    lay(places, step.yes, { path: `${own}.yes`, exit: behind });
    lay(places, step.no, { path: `${own}.no`, exit: behind });
  }
}

const sizeOf = (steps: readonly Step[]): number =>
  steps.reduce((sum, step) => sum + 1 + (step.do === 'branch' ? sizeOf(step.yes) + sizeOf(step.no) : 0), 0);
