import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { sameId } from '../../channel/devices.ts';
import { DynamicsRefusal } from '../../refusal.ts';
import type { DynamicsState } from '../../state.ts';
import type { Twin } from '../../twin.ts';
import { Entity, type Segment } from './records.ts';
import { fits, isTooDeep, Rule } from './rule.ts';

/** §4: 13,000 segments in total; a static one has a list of its own. */
const MAX_BY_RULE = 3_000;
const MAX_STATIC = 10_000;
/** §4: members of a segment that starts a journey. */
const MAX_MEMBERS = 10_000_000;

const head = { name: z.string().min(1), entity: Entity.default('contact') };
const Input = z.union([
  z.strictObject({ ...head, memberIds: z.array(z.string()).max(MAX_MEMBERS) }),
  z.strictObject({ ...head, rule: Rule }),
]);
export type SegmentInput = z.input<typeof Input>;

/** Static segments and those by rule. All actions throw {@link DynamicsRefusal}. */
export interface Segments {
  /** Of contacts, unless `entity` says otherwise. Returns the segment's id. */
  add(segment: SegmentInput): string;
  list(): Segment[];
  /** The ids of its members at this moment. */
  members(segmentId: string): string[];
  remove(segmentId: string): void;
}

export function createSegments({ state }: Pick<Twin, 'state'>): Segments {
  return {
    add(input) {
      const { rule } = Object(input) as { rule?: unknown };
      if (isTooDeep(rule)) throw incorrect('groups are at most 50 deep');
      const read = Input.safeParse(input);
      if (!read.success) throw incorrect(z.prettifyError(read.error));
      const segment = { segmentId: randomUUID(), ...read.data };
      refuseTooMany(state, segment);
      if ('memberIds' in segment) refuseMixed(state, segment);
      state.segments.set(segment.segmentId, segment);
      return segment.segmentId;
    },
    list: () => structuredClone([...state.segments.values()]),
    members: (segmentId) => membersOf(state, segmentId),
    remove: (segmentId) => void state.segments.delete(requireSegment(state, segmentId).segmentId),
  };
}

/** The segment, or a refusal. */
export function requireSegment(state: DynamicsState, segmentId: string): Segment {
  const segment = state.segments.get(segmentId);
  if (segment) return segment;
  throw new DynamicsRefusal('segment-unknown', `There is no segment ${segmentId}`, 'Add it first');
}

/** The members of a segment at this moment, or a refusal. */
export function membersOf(state: DynamicsState, segmentId: string): string[] {
  const segment = requireSegment(state, segmentId);
  if ('memberIds' in segment) return [...segment.memberIds];
  const people = [...state.people.values()];
  return people.filter((row) => row.entity === segment.entity && fits(row, segment.rule)).map(({ id }) => id);
}

function refuseTooMany({ segments }: DynamicsState, segment: Segment): void {
  const [kind, limit] =
    'rule' in segment ? (['rule', MAX_BY_RULE] as const) : (['memberIds', MAX_STATIC] as const);
  // Each one that is added comes by here.
  if (segments.size < limit) return;
  const known = [...segments.values()].filter((each) => kind in each).length;
  if (known >= limit) throw incorrect(`there are ${limit} segments of this kind already`);
}

/** A list holds people of its own entity, or ids that nobody knows yet (§4 "no mixed audience types"). */
function refuseMixed({ people }: DynamicsState, segment: Segment & { memberIds: string[] }): void {
  const other = segment.memberIds.find(
    (id) => (people.get(sameId(id))?.entity ?? segment.entity) !== segment.entity,
  );
  if (other) throw incorrect(`${other} is no ${segment.entity}`);
}

const incorrect = (message: string) =>
  new DynamicsRefusal('segment-incorrect', message, 'A segment holds people of one entity: a list or a rule');
