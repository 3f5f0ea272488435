import { Checkbox } from '@fluentui/react-components';
import { useRef } from 'react';
import type { Entity, Segment } from '../../../../src/control/people-wire.ts';

interface SegmentChoiceProps {
  title: string;
  /** Undefined until they are known. */
  segments: readonly Segment[] | undefined;
  /** Whom the journey is for. */
  entity: Entity;
  chosen: readonly string[];
  onChange(segmentIds: string[]): void;
}

/** Segments to choose from; what is chosen and cannot be used is listed too, so that it can be taken out. */
export function SegmentChoice({ title, segments, entity, chosen, onChange }: SegmentChoiceProps) {
  const field = useRef<HTMLFieldSetElement>(null);
  const usable = (segments ?? []).filter((segment) => segment.entity === entity);
  const others = segments ? chosen.filter((id) => usable.every(({ segmentId }) => segmentId !== id)) : [];
  const nameOf = (id: string) =>
    segments?.find(({ segmentId }) => segmentId === id)?.name ?? `Deleted segment ${id}`.trim();
  const without = (id: string) => chosen.filter((each) => each !== id);
  return (
    <fieldset ref={field} tabIndex={-1} className="builder-choice">
      <legend>{title}</legend>
      {usable.map(({ segmentId, name }) => (
        <Checkbox
          key={segmentId}
          label={name}
          checked={chosen.includes(segmentId)}
          onChange={(_, { checked }) => onChange(checked ? [...chosen, segmentId] : without(segmentId))}
        />
      ))}
      {others.map((id) => (
        <Checkbox
          key={id}
          label={`${nameOf(id)} (cannot be used)`}
          checked
          onChange={() => {
            onChange(without(id));
            // The box goes with it.
            field.current?.focus();
          }}
        />
      ))}
    </fieldset>
  );
}
