import { Button, Caption1, Field, Input, Subtitle2, Switch, Textarea } from '@fluentui/react-components';
import { SendRegular } from '@fluentui/react-icons/svg/send';
import { type FormEvent, useState } from 'react';
import type { PushCreate } from '../../../src/control/wire.ts';
import { useLab } from '../lab-context.ts';
import { useStore } from '../store.ts';
import { ContactField } from './contact-field.tsx';
import { type Draft, type DraftErrors, emptyDraft, readDraft, suggestContact } from './draft.ts';

interface PushFormProps {
  sending: boolean;
  onSend(push: PushCreate): void;
}

/** A push as the step of a journey to one contact. */
export function PushForm({ sending, onSend }: PushFormProps) {
  const lab = useLab();
  const contacts = useStore(lab.contacts) ?? [];
  const site = useStore(lab.info)?.site ?? '';
  const [typed, setTyped] = useState(emptyDraft);
  const [errors, setErrors] = useState<DraftErrors>({});
  const draft = { ...typed, contact: typed.contact || suggestContact(contacts) };
  const change = (part: Partial<Draft>) => {
    setTyped({ ...typed, ...part });
    setErrors({});
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const read = readDraft(draft, site);
    if ('errors' in read) setErrors(read.errors);
    else onSend(read.push);
  };
  return (
    <form className="push-form" noValidate onSubmit={submit} aria-labelledby="push-form-title">
      <Subtitle2 as="h2" id="push-form-title">
        Send a push
      </Subtitle2>
      <Caption1>As a push step of a journey, to every device of one contact.</Caption1>
      <ContactField contacts={contacts} value={draft.contact} onChange={(contact) => change({ contact })} />
      <Field label="Title" required validationMessage={errors.title}>
        <Input value={draft.title} onChange={(_, { value }) => change({ title: value })} />
      </Field>
      <Field label="Message">
        <Textarea rows={2} value={draft.body} onChange={(_, { value }) => change({ body: value })} />
      </Field>
      <Field label="Link" hint="Where a tap leads. Empty: it opens the app." validationMessage={errors.link}>
        <Input
          placeholder="/orders/42"
          value={draft.link}
          onChange={(_, { value }) => change({ link: value })}
        />
      </Field>
      <Field label="Image" validationMessage={errors.imageUrl}>
        <Input
          placeholder="https://…/picture.png"
          value={draft.imageUrl}
          onChange={(_, { value }) => change({ imageUrl: value })}
        />
      </Field>
      <Switch
        label="Test send (not tracked)"
        checked={draft.test}
        onChange={(_, { checked }) => change({ test: checked })}
      />
      <Button type="submit" appearance="primary" icon={<SendRegular />} disabledFocusable={sending}>
        {sending ? 'Sending …' : 'Send push'}
      </Button>
    </form>
  );
}
