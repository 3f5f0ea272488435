import { Field, Select } from '@fluentui/react-components';
import type { JourneyDefinition, JourneyStep, Question } from '../../../../src/control/journey-wire.ts';
import { ConditionRows } from '../condition-rows.tsx';

type Branch = Extract<JourneyStep, { do: 'branch' }>;

interface BranchFieldsProps {
  step: Branch;
  definition: JourneyDefinition;
  onChange(step: Branch): void;
}

const kindOf = (question: Question) =>
  'lastPush' in question ? 'lastPush' : 'trigger' in question ? 'trigger' : 'person';

const fresh: Record<string, Question> = {
  lastPush: { lastPush: 'opened' },
  person: { person: [{ column: 'donotsendmm', is: 'ne', value: true }] },
  trigger: { trigger: [{ column: 'amount', is: 'gt', value: 50 }] },
};

/** What is asked: the answer is “yes” or “no” at the moment somebody comes by. */
export function BranchFields({ step, definition, onChange }: BranchFieldsProps) {
  const question = step.if;
  const ask = (changed: Question) => onChange({ ...step, if: changed });
  return (
    <>
      <div className="builder-row">
        <Field label="If">
          <Select value={kindOf(question)} onChange={(_, { value }) => ask(fresh[value] ?? question)}>
            <option value="lastPush">the previous push</option>
            <option value="person">the person</option>
            {definition.start.by === 'trigger' || 'trigger' in question ? (
              <option value="trigger">the trigger</option>
            ) : null}
          </Select>
        </Field>
        {'lastPush' in question ? (
          <Field label="was">
            <Select
              value={question.lastPush}
              onChange={(_, { value }) => ask({ lastPush: value as typeof question.lastPush })}
            >
              <option value="opened">opened</option>
              <option value="clicked">clicked (its link was followed)</option>
              <option value="sent">sent</option>
            </Select>
          </Field>
        ) : null}
      </div>
      {'person' in question ? (
        <ConditionRows what="column" conditions={question.person} onChange={(person) => ask({ person })} />
      ) : null}
      {'trigger' in question ? (
        <ConditionRows
          what="attribute"
          conditions={question.trigger}
          onChange={(trigger) => ask({ trigger })}
        />
      ) : null}
    </>
  );
}
