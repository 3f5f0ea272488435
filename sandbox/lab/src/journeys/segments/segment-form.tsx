import {
  Button,
  Caption1,
  Checkbox,
  Field,
  Input,
  Radio,
  RadioGroup,
  Select,
  Subtitle2,
} from '@fluentui/react-components';
import { type FormEvent, useState } from 'react';
import type { Condition, Entity, SegmentSave } from '../../../../src/control/people-wire.ts';
import { useLab } from '../../lab-context.ts';
import { useLostFocus } from '../../lost-focus.ts';
import { nameOf, PEOPLE_SHOWN, usePeople } from '../../people/use-people.ts';
import { useBusy } from '../../use-busy.ts';
import { ConditionRows } from '../condition-rows.tsx';

interface SegmentFormProps {
  onCancel(): void;
  onAdded(segmentId: string): void;
}

/** A new segment: people chosen one by one, or a rule. */
export function SegmentForm({ onCancel, onAdded }: SegmentFormProps) {
  const { client, notices } = useLab();
  const [name, setName] = useState('');
  const [entity, setEntity] = useState<Entity>('contact');
  const [kind, setKind] = useState<'static' | 'rule'>('rule');
  const [memberIds, setMemberIds] = useState<string[]>([]);
  const [join, setJoin] = useState<'all' | 'any'>('all');
  const [conditions, setConditions] = useState<Condition[]>([
    { column: 'donotsendmm', is: 'ne', value: true },
  ]);
  const [problem, setProblem] = useState('');
  const [busy, run] = useBusy();
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (!name.trim()) return setProblem('A segment needs a name.');
    const rule = join === 'all' ? { all: conditions } : { any: conditions };
    const head = { name: name.trim(), entity };
    const segment: SegmentSave = kind === 'static' ? { ...head, memberIds } : { ...head, rule };
    await run(async () => {
      const added = await notices.watch(client.addSegment(segment));
      if (added) onAdded(added.segmentId);
    });
  };
  return (
    <form className="builder-card" noValidate aria-labelledby="segment-title" onSubmit={save}>
      <Subtitle2 as="h3" id="segment-title">
        New segment
      </Subtitle2>
      <div className="builder-row">
        <Field label="Name" required validationMessage={problem || undefined}>
          <Input
            ref={useLostFocus(true)}
            value={name}
            onChange={(_, { value }) => {
              setName(value);
              setProblem('');
            }}
          />
        </Field>
        <Field label="Kind">
          <Select
            value={entity}
            onChange={(_, { value }) => {
              setEntity(value as Entity);
              setMemberIds([]);
            }}
          >
            <option value="contact">Contacts</option>
            <option value="lead">Leads</option>
            <option value="profile">Customer profiles</option>
          </Select>
        </Field>
      </div>
      <Field label="Who is in it">
        <RadioGroup
          layout="horizontal"
          value={kind}
          onChange={(_, { value }) => setKind(value as 'static' | 'rule')}
        >
          <Radio value="rule" label="Whoever fits a rule" />
          <Radio value="static" label="People I choose" />
        </RadioGroup>
      </Field>
      {kind === 'static' ? (
        <MemberChoice entity={entity} chosen={memberIds} onChange={setMemberIds} />
      ) : (
        <>
          <Field label="People must meet">
            <Select value={join} onChange={(_, { value }) => setJoin(value as 'all' | 'any')}>
              <option value="all">all of these</option>
              <option value="any">at least one of these</option>
            </Select>
          </Field>
          <ConditionRows
            what="column"
            join={join === 'all' ? 'and' : 'or'}
            conditions={conditions}
            onChange={setConditions}
          />
        </>
      )}
      <div className="builder-actions">
        <Button type="submit" appearance="primary" disabledFocusable={busy}>
          Save segment
        </Button>
        <Button disabledFocusable={busy} onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  );
}

interface MemberChoiceProps {
  entity: Entity;
  chosen: readonly string[];
  onChange(ids: string[]): void;
}

/** More are found by searching. */
const SHOWN = 30;

/** Of very many, Dynamics is asked only for the first. */
const countOf = (count: number): string => (count < PEOPLE_SHOWN ? `${count}` : `${count} or more`);

function MemberChoice({ entity, chosen, onChange }: MemberChoiceProps) {
  const [search, setSearch] = useState('');
  const people = usePeople(entity, search).value ?? [];
  return (
    <>
      <Field label="Search people">
        <Input type="search" value={search} onChange={(_, { value }) => setSearch(value)} />
      </Field>
      <fieldset className="builder-choice">
        <legend>{`Members: ${chosen.length} chosen`}</legend>
        {people.slice(0, SHOWN).map((person) => (
          <Checkbox
            key={person.id}
            label={nameOf(person)}
            checked={chosen.includes(person.id)}
            onChange={() =>
              onChange(
                chosen.includes(person.id) ? chosen.filter((id) => id !== person.id) : [...chosen, person.id],
              )
            }
          />
        ))}
      </fieldset>
      {people.length > SHOWN ? (
        <Caption1>{`${SHOWN} of ${countOf(people.length)} are shown: search for the others.`}</Caption1>
      ) : null}
    </>
  );
}
