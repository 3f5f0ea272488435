import { Field, Input, Radio, RadioGroup, Select, Subtitle2 } from '@fluentui/react-components';
import type { JourneyDefinition, JourneyProblem } from '../../../../src/control/journey-wire.ts';
import type { Entity, Segment } from '../../../../src/control/people-wire.ts';
import { useSegments } from '../../people/use-segments.ts';
import { DAY } from '../span.ts';
import { SegmentChoice } from './segment-choice.tsx';
import { SpanField } from './span-field.tsx';
import { problemsAt } from './use-draft.ts';

export interface DefinitionFieldsProps {
  definition: JourneyDefinition;
  problems: readonly JourneyProblem[];
  change(definition: JourneyDefinition): void;
}

/** Who starts the journey: one person by a trigger, or whoever is in a segment. */
export function StartFields(props: DefinitionFieldsProps) {
  const { definition, problems, change } = props;
  const { start, entity } = definition;
  const segments = useSegments().value;
  return (
    <section className="builder-card" aria-labelledby="builder-start">
      <Subtitle2 as="h3" id="builder-start">
        Start
      </Subtitle2>
      <div className="builder-row">
        <Field label="For">
          <Select value={entity} onChange={(_, { value }) => change(forEntity(definition, value as Entity))}>
            <option value="contact">Contacts</option>
            <option value="lead">Leads</option>
            <option value="profile">Customer profiles</option>
          </Select>
        </Field>
        <Field label="Started by">
          <RadioGroup
            layout="horizontal"
            value={start.by}
            onChange={(_, { value }) =>
              change({
                ...definition,
                start:
                  value === 'trigger'
                    ? { by: 'trigger', trigger: 'something-happened', reentry: 'always' }
                    : {
                        ...{ by: 'segment', exceptSegmentIds: [], runs: 'once' },
                        segmentIds: (segments ?? [])
                          .filter((segment) => segment.entity === entity)
                          .slice(0, 1)
                          .map(({ segmentId }) => segmentId),
                      },
              })
            }
          >
            <Radio value="trigger" label="A trigger" />
            {/* It begins with one of them. */}
            <Radio value="segment" label="A segment" disabled={!segments && start.by === 'trigger'} />
          </RadioGroup>
        </Field>
      </div>
      {start.by === 'trigger' ? (
        <TriggerFields {...props} start={start} />
      ) : (
        <SegmentFields {...{ ...props, start, segments }} />
      )}
      {problemsAt(problems, 'start').map(({ message }) => (
        <p key={message} className="builder-problem">
          {message}
        </p>
      ))}
    </section>
  );
}

/** A segment holds one kind of people: those of another kind are none of its start any more. */
function forEntity(definition: JourneyDefinition, entity: Entity): JourneyDefinition {
  const { start } = definition;
  const without = { segmentIds: [], exceptSegmentIds: [] };
  return { ...definition, entity, start: start.by === 'segment' ? { ...start, ...without } : start };
}

type Start<By extends JourneyDefinition['start']['by']> = Extract<JourneyDefinition['start'], { by: By }>;

function TriggerFields({ definition, change, start }: DefinitionFieldsProps & { start: Start<'trigger'> }) {
  const set = (part: Partial<Start<'trigger'>>) => change({ ...definition, start: { ...start, ...part } });
  const again = typeof start.reentry === 'object' ? 'after' : start.reentry;
  return (
    <div className="builder-row">
      <Field label="Name of the trigger" hint="As your web shop or a flow would raise it.">
        <Input value={start.trigger} onChange={(_, { value }) => set({ trigger: value })} />
      </Field>
      <Field label="The same person again">
        <Select
          value={again}
          onChange={(_, { value }) =>
            set({ reentry: value === 'after' ? { afterMs: DAY } : (value as 'always' | 'never') })
          }
        >
          <option value="always">whenever it is raised</option>
          <option value="never">never</option>
          <option value="after">only after a while</option>
        </Select>
      </Field>
      {typeof start.reentry === 'object' ? (
        <SpanField
          label="After"
          ms={start.reentry.afterMs}
          onChange={(afterMs) => set({ reentry: { afterMs } })}
        />
      ) : null}
    </div>
  );
}

interface SegmentFieldsProps extends DefinitionFieldsProps {
  start: Start<'segment'>;
  segments: readonly Segment[] | undefined;
}

function SegmentFields({ definition, change, start, segments }: SegmentFieldsProps) {
  const set = (part: Partial<Start<'segment'>>) => change({ ...definition, start: { ...start, ...part } });
  const { entity } = definition;
  const none = segments?.every((segment) => segment.entity !== entity) ?? false;
  const runs = typeof start.runs === 'object' ? 'every' : start.runs;
  if (none && start.segmentIds.length + start.exceptSegmentIds.length === 0)
    return <p className="builder-problem">There is no segment of this kind of person yet.</p>;
  return (
    <>
      <div className="builder-row">
        <SegmentChoice
          {...{ title: 'Anyone in', segments, entity, chosen: start.segmentIds }}
          onChange={(segmentIds) => set({ segmentIds })}
        />
        <SegmentChoice
          {...{ title: 'Except anyone in', segments, entity, chosen: start.exceptSegmentIds }}
          onChange={(exceptSegmentIds) => set({ exceptSegmentIds })}
        />
      </div>
      <div className="builder-row">
        <Field label="When">
          <Select
            value={runs}
            onChange={(_, { value }) =>
              set({
                runs: value === 'every' ? { everyMs: DAY } : (value as 'once' | 'once-with-newcomers'),
              })
            }
          >
            <option value="once">once, when it is published</option>
            <option value="once-with-newcomers">once, and whoever joins later</option>
            <option value="every">again and again</option>
          </Select>
        </Field>
        {typeof start.runs === 'object' ? (
          <SpanField
            label="Every"
            ms={start.runs.everyMs}
            onChange={(everyMs) => set({ runs: { everyMs } })}
          />
        ) : null}
      </div>
    </>
  );
}
