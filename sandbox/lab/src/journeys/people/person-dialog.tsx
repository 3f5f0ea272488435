import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  Input,
  MessageBar,
  MessageBarBody,
  Switch,
} from '@fluentui/react-components';
import { useState } from 'react';
import type { Entity, Person } from '../../../../src/control/people-wire.ts';
import { Confirm } from '../../confirm.tsx';
import { CopyValue } from '../../copy-value.tsx';
import { useLab } from '../../lab-context.ts';
import { nameOf } from '../../people/use-people.ts';
import { useBusy } from '../../use-busy.ts';
import { OtherColumns } from './other-columns.tsx';
import { columnsOf, emptyForm, formOf, type PersonForm, problemOf, TEXTS } from './person-form.ts';

interface PersonDialogProps {
  entity: Entity;
  /** What one of them is called. */
  kind: string;
  /** Absent: a new one. */
  person?: Person | undefined;
  onClose(): void;
  onChanged(): void;
}

/** A person’s columns and what they have agreed to. */
export function PersonDialog({ entity, kind, person, onClose, onChanged }: PersonDialogProps) {
  const { client, notices, contacts } = useLab();
  const [form, setForm] = useState<PersonForm>(() => (person ? formOf(person) : emptyForm()));
  const [problem, setProblem] = useState<string>();
  const [busy, run] = useBusy();
  // What is being saved can no longer be called back.
  const close = () => (busy ? undefined : onClose());
  const change = (part: Partial<PersonForm>) => {
    setForm({ ...form, ...part });
    setProblem(undefined);
  };
  const done = (answer: unknown) => {
    if (answer === undefined) return;
    contacts.refresh();
    onChanged();
  };
  const save = async () => {
    const wrong = problemOf(form, entity);
    if (wrong) return setProblem(wrong);
    const { trackingConsent } = form;
    const columns = columnsOf(form, person?.columns);
    done(
      await notices.watch(
        person
          ? client.changePerson(person.id, { trackingConsent, columns })
          : client.addPerson(entity, { ...columns, trackingConsent }),
      ),
    );
  };
  return (
    <Dialog open onOpenChange={(_, { open }) => (open ? undefined : close())}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{person ? nameOf(person) : `New ${kind}`}</DialogTitle>
          <DialogContent className="person-form">
            {person ? (
              <Field
                label="Id"
                hint="What registerDevice takes as userId, beside the ids that the gateway maps."
              >
                <CopyValue name="id" value={person.id} />
              </Field>
            ) : null}
            <PersonFields form={form} change={change} />
            <div role="alert">
              {problem ? (
                <MessageBar intent="error">
                  <MessageBarBody>{problem}</MessageBarBody>
                </MessageBar>
              ) : null}
            </div>
          </DialogContent>
          <DialogActions>
            <Button appearance="primary" disabledFocusable={busy} onClick={() => void run(save)}>
              Save
            </Button>
            {person ? (
              <Confirm
                title={`Delete ${nameOf(person)}?`}
                text="Dynamics no longer knows this person: pushes to them are skipped."
                action="Delete"
                onConfirm={() =>
                  void run(async () => done(await notices.watch(client.removePerson(person.id))))
                }
              >
                <Button disabledFocusable={busy}>Delete</Button>
              </Confirm>
            ) : null}
            <Button disabledFocusable={busy} onClick={close}>
              Cancel
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

interface PersonFieldsProps {
  form: PersonForm;
  change(part: Partial<PersonForm>): void;
}

function PersonFields({ form, change }: PersonFieldsProps) {
  return (
    <>
      {Object.entries(TEXTS).map(([column, label]) => (
        <Field key={column} label={label}>
          <Input
            value={form.texts[column] ?? ''}
            onChange={(_, { value }) => change({ texts: { ...form.texts, [column]: value } })}
          />
        </Field>
      ))}
      <Switch
        label="Refuses marketing material (donotsendmm)"
        checked={form.refuses}
        onChange={(_, { checked }) => change({ refuses: checked })}
      />
      <Switch
        label="Agrees to tracking"
        checked={form.trackingConsent}
        onChange={(_, { checked }) => change({ trackingConsent: checked })}
      />
      <OtherColumns others={form.others} onChange={(others) => change({ others })} />
    </>
  );
}
