import type { JourneyStep } from '../../../src/control/journey-wire.ts';

const keys = new WeakMap<JourneyStep, number>();
let newest = 0;

/** What a step is known by in the page as long as it is edited, wherever it is moved: it has no name of its own. */
export function keyOf(step: JourneyStep): number {
  const key = keys.get(step) ?? ++newest;
  keys.set(step, key);
  return key;
}

/** The step as it was changed, known as before. */
export function changedFrom<Step extends JourneyStep>(before: JourneyStep, step: Step): Step {
  keys.set(step, keyOf(before));
  return step;
}
