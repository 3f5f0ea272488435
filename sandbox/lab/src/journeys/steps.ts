import type { JourneyDefinition, JourneyStep } from '../../../src/control/journey-wire.ts';
import { insertedAt, withoutAt } from './spliced.ts';
import { changedFrom } from './step-keys.ts';

/** A step, where it is written in the definition (`steps.2.yes.0`), and its number from top to bottom. */
export interface Place {
  step: JourneyStep;
  path: string;
  number: number;
  /** How many branches it is in. */
  depth: number;
}

/** All steps from top to bottom: a branch, the steps of its “yes”, those of its “no”, what is behind it. */
export function placesOf({ steps }: Pick<JourneyDefinition, 'steps'>): Place[] {
  const places: Place[] = [];
  const lay = (list: readonly JourneyStep[], path: string, depth: number) => {
    for (const [index, step] of list.entries()) {
      const own = `${path}.${index}`;
      places.push({ step, path: own, depth, number: places.length });
      if (step.do !== 'branch') continue;
      lay(step.yes, `${own}.yes`, depth + 1);
      lay(step.no, `${own}.no`, depth + 1);
    }
  };
  lay(steps, 'steps', 0);
  return places;
}

type Edit = (list: JourneyStep[], index: number) => JourneyStep[];

/** The definition with one of its lists of steps changed; `path` names a place in that list. */
function editAt(definition: JourneyDefinition, path: string, edit: Edit): JourneyDefinition {
  const [first = 0, ...rest] = path.split('.').slice(1);
  const steps = editList(definition.steps, [String(first), ...rest], edit);
  // Branches are two deep: the builder offers none below, and Dynamics judges what is saved.
  return { ...definition, steps: steps as JourneyDefinition['steps'] };
}

function editList(
  list: readonly JourneyStep[],
  [at = '0', way, ...rest]: string[],
  edit: Edit,
): JourneyStep[] {
  const index = Number(at);
  if (way !== 'yes' && way !== 'no') return edit([...list], index);
  return list.map((step, each) =>
    each === index && step.do === 'branch'
      ? changedFrom(step, { ...step, [way]: editList(step[way], rest, edit) } as JourneyStep)
      : step,
  );
}

export const insertAt = (definition: JourneyDefinition, path: string, step: JourneyStep) =>
  editAt(definition, path, (list, index) => insertedAt(list, index, step));
export const replaceAt = (definition: JourneyDefinition, path: string, step: JourneyStep) =>
  editAt(definition, path, (list, index) =>
    list.map((each, at) => (at === index ? changedFrom(each, step) : each)),
  );
export const removeAt = (definition: JourneyDefinition, path: string) =>
  editAt(definition, path, (list, index) => withoutAt(list, index));
/** One place up or down within its list. */
export const moveAt = (definition: JourneyDefinition, path: string, by: 1 | -1) =>
  editAt(definition, path, (list, index) => {
    const [step] = list.slice(index, index + 1);
    return step ? insertedAt(withoutAt(list, index), index + by, step) : list;
  });

/** How many steps are beside the one of this path. */
export function lengthAt(definition: JourneyDefinition, path: string): number {
  let length = 0;
  editAt(definition, path, (list) => {
    length = list.length;
    return list;
  });
  return length;
}
