import { Button, Caption1, Field, Input, Select, Subtitle2 } from '@fluentui/react-components';
import { type FormEvent, useState } from 'react';
import type { Phone } from '../../../src/control/wire.ts';
import { useLab } from '../lab-context.ts';
import { useStore } from '../store.ts';
import { useBusy } from '../use-busy.ts';
import { emptyFault, type FaultDraft, type FaultErrors, readFault, settle } from './draft.ts';
import { EffectFields } from './effect-fields.tsx';
import { effectNames, effectsOf, faultWords, routesOf, twinNames } from './words.ts';

/** A fault of one's own: where, what, how often. */
export function FaultForm() {
  const { client, notices, faults, connection } = useLab();
  const phones = useStore(connection.phones);
  const [busy, run] = useBusy();
  const [draft, setDraft] = useState(() => settle(emptyFault));
  const [errors, setErrors] = useState<FaultErrors>({});
  const [said, setSaid] = useState('');
  const change = (part: Partial<FaultDraft>) => {
    setDraft(settle({ ...draft, ...part }));
    setErrors({});
    setSaid('');
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const read = readFault(draft, phones);
    if ('errors' in read) return setErrors(read.errors);
    await run(async () => {
      const planted = await notices.watch(client.plantFault(read.plant));
      faults.refresh();
      setSaid(planted ? `Planted: ${faultWords(planted)}.` : '');
    });
  };
  return (
    <form className="fault-form" noValidate onSubmit={submit} aria-labelledby="fault-form-title">
      <Subtitle2 as="h3" id="fault-form-title">
        A fault of your own
      </Subtitle2>
      <div className="fault-form-grid">
        <Choice
          label="Service"
          value={draft.twin}
          options={Object.entries(twinNames)}
          onChoose={(twin) => change({ twin: twin as FaultDraft['twin'], route: '' })}
        />
        <Choice
          label="Which calls"
          value={draft.route}
          options={routesOf[draft.twin]}
          onChoose={(route) => change({ route })}
        />
        <Choice
          label="What happens"
          value={draft.kind}
          options={effectsOf(draft.twin, draft.route).map((kind) => [kind, effectNames[kind] ?? kind])}
          onChoose={(kind) => change({ kind })}
        />
        <EffectFields draft={draft} errors={errors} onChange={change} />
        <HowOften {...{ draft, errors, phones }} onChange={change} />
      </div>
      <div className="fault-form-foot">
        <Button type="submit" appearance="primary" disabledFocusable={busy}>
          Plant fault
        </Button>
        <Caption1 role="status">{said}</Caption1>
      </div>
    </form>
  );
}

interface PartProps {
  draft: FaultDraft;
  errors: FaultErrors;
  phones: readonly Phone[];
  onChange(part: Partial<FaultDraft>): void;
}

function HowOften({ draft, errors, phones, onChange }: PartProps) {
  return (
    <>
      <Choice
        label="Until"
        value={draft.bound}
        options={[
          ['times', 'It has struck a number of times'],
          ['time', 'Some time has passed'],
          ['removed', 'It is removed'],
        ]}
        onChoose={(bound) => onChange({ bound: bound as FaultDraft['bound'] })}
      />
      {draft.bound === 'times' ? (
        <Field label="Times" validationMessage={errors.times}>
          <Input
            inputMode="numeric"
            value={draft.times}
            onChange={(_, { value }) => onChange({ times: value })}
          />
        </Field>
      ) : null}
      {draft.bound === 'time' ? (
        <Field label="Minutes, on the sandbox’s clock" validationMessage={errors.minutes}>
          <Input
            inputMode="numeric"
            value={draft.minutes}
            onChange={(_, { value }) => onChange({ minutes: value })}
          />
        </Field>
      ) : null}
      <Field label="Chance of each call, in per cent" validationMessage={errors.chance}>
        <Input
          inputMode="numeric"
          value={draft.chance}
          onChange={(_, { value }) => onChange({ chance: value })}
        />
      </Field>
      <Choice
        label="Only for"
        value={draft.phone}
        options={[['', 'Every phone'], ...phones.map(({ id, name }) => [id, name] as const)]}
        onChoose={(phone) => onChange({ phone })}
      />
    </>
  );
}

interface ChoiceProps {
  label: string;
  value: string;
  options: readonly (readonly [value: string, words: string])[];
  onChoose(value: string): void;
}

function Choice({ label, value, options, onChoose }: ChoiceProps) {
  return (
    <Field label={label}>
      <Select value={value} onChange={(_, data) => onChoose(data.value)}>
        {options.map(([name, words]) => (
          <option key={name} value={name}>
            {words}
          </option>
        ))}
      </Select>
    </Field>
  );
}
