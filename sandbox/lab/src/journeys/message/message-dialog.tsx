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
  Select,
} from '@fluentui/react-components';
import { useState } from 'react';
import type { Message } from '../../../../src/control/message-wire.ts';
import type { Entity } from '../../../../src/control/people-wire.ts';
import { useLab } from '../../lab-context.ts';
import { nameOf, usePeople } from '../../people/use-people.ts';
import { MessageFields } from '../../push/compose/message-fields.tsx';
import { attributesOf } from '../../push/compose/placeholders.ts';
import { type Draft, type DraftErrors, emptyDraft, readDraft } from '../../push/draft.ts';
import { resolveLink } from '../../push/link.ts';
import { PushPreview } from '../../push/preview/push-preview.tsx';
import { usePreview, writtenOf } from '../../push/preview/use-preview.ts';
import { sitesOf, tapOf } from '../../push/tap.ts';
import { useStore } from '../../store.ts';
import { useBusy } from '../../use-busy.ts';

interface MessageDialogProps {
  /** Absent: a new one. */
  message?: Message | undefined;
  entity: Entity;
  onClose(): void;
  onSaved(messageId: string): void;
}

/** Writes a push message; saved, it is ready to send. */
export function MessageDialog({ message, entity, onClose, onSaved }: MessageDialogProps) {
  const { client, notices, info } = useLab();
  const told = useStore(info);
  const [name, setName] = useState(message?.name ?? '');
  const [designation, setDesignation] = useState(message?.designation ?? 'commercial');
  const [draft, setDraft] = useState(() => draftOf(message));
  const [errors, setErrors] = useState<DraftErrors & { name?: string }>({});
  const [busy, run] = useBusy();
  const people = usePeople(entity).value;
  const person = people?.[0];
  const preview = usePreview({ draft, personId: person?.id ?? '' });
  const written = preview?.written ?? writtenOf(draft);
  // Where nobody reads it, it is still a path.
  const link = told && resolveLink(written.link ?? '', told.site);
  // What is being saved can no longer be called back.
  const close = () => (busy ? undefined : onClose());
  const save = async () => {
    const { site, mobileAppId } = await info.known();
    const read = readDraft(draft, site);
    const unnamed = name.trim() ? {} : { name: 'A message needs a name.' };
    if ('errors' in read || unnamed.name)
      return setErrors({ ...('errors' in read ? read.errors : {}), ...unnamed });
    const { link = '', subtitle = '', imageUrl = '', ...words } = read.written;
    const fields = {
      ...{ ...words, subtitle, link, imageUrl, name: name.trim(), designation, mobileAppId },
      onClick: link ? ('browser' as const) : ('app' as const),
    };
    const saving = async () => {
      const id = message?.messageId ?? (await client.createMessage(fields)).messageId;
      if (message) await client.changeMessage(id, fields);
      await client.publishMessage(id);
      return id;
    };
    const id = await notices.watch(saving());
    if (id) onSaved(id);
  };
  return (
    <Dialog open onOpenChange={(_, { open }) => (open ? undefined : close())}>
      <DialogSurface className="message-dialog">
        <DialogBody>
          <DialogTitle>{message ? `Message “${message.name}”` : 'New message'}</DialogTitle>
          <DialogContent className="message-dialog-content">
            <div className="push-form">
              <Field
                label="Name"
                required
                hint="For you: nobody receives it."
                validationMessage={errors.name}
              >
                <Input value={name} onChange={(_, { value }) => setName(value)} />
              </Field>
              <Field
                label="Kind"
                hint="The frequency cap counts commercial messages; quiet times differ for the two."
              >
                <Select
                  value={designation}
                  onChange={(_, { value }) => setDesignation(value as typeof designation)}
                >
                  <option value="commercial">Commercial</option>
                  <option value="transactional">Transactional</option>
                </Select>
              </Field>
              <MessageFields
                {...{ draft, errors, placeholders: preview?.placeholders ?? [] }}
                tap={link && tapOf(link, sitesOf(told), told?.links)?.text}
                attributes={attributesOf(entity, person?.columns)}
                onChange={(part) => {
                  setDraft({ ...draft, ...part });
                  setErrors({});
                }}
              />
            </div>
            <PushPreview written={written} person={people && (person ? nameOf(person) : '')} />
          </DialogContent>
          <DialogActions>
            <Button appearance="primary" disabledFocusable={busy} onClick={() => void run(save)}>
              Save message
            </Button>
            <Button disabledFocusable={busy} onClick={close}>
              Cancel
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

/** What the editor holds, else what is sent. */
function draftOf(message: Message | undefined): Draft {
  if (!message) return { ...emptyDraft, title: '', body: '', link: '' };
  const { title, subtitle = '', body, link = '', imageUrl = '' } = message.draft ?? message.content;
  return { title, subtitle, body, link, imageUrl };
}
