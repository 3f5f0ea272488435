import { Button, Caption1, Checkbox, Field, Select, useRestoreFocusTarget } from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons/svg/add';
import { EditRegular } from '@fluentui/react-icons/svg/edit';
import { useState } from 'react';
import type { JourneyDefinition, JourneyStep } from '../../../../src/control/journey-wire.ts';
import type { Message } from '../../../../src/control/message-wire.ts';
import { MessageDialog } from '../message/message-dialog.tsx';
import { ExpiryFields } from './expiry-fields.tsx';

type Push = Extract<JourneyStep, { do: 'push' }>;

interface PushFieldsProps {
  step: Push;
  /** Undefined: not known yet. */
  messages: readonly Message[] | undefined;
  definition: JourneyDefinition;
  onChange(step: Push): void;
  onMessages(): void;
}

/** Which message, and when it may not go out. */
export function PushFields({ step, messages, definition, onChange, onMessages }: PushFieldsProps) {
  const [editing, setEditing] = useState<'this' | 'new'>();
  const focusTarget = useRestoreFocusTarget();
  const chosen = messages?.find(({ messageId }) => messageId === step.messageId);
  return (
    <>
      <div className="builder-row">
        <Field label="Message">
          <Select value={step.messageId} onChange={(_, { value }) => onChange({ ...step, messageId: value })}>
            {chosen ? null : (
              <option value={step.messageId}>{messages ? 'Choose a message' : 'Loading'}</option>
            )}
            {messages?.map(({ messageId, name, status }) => (
              <option key={messageId} value={messageId}>
                {status.startsWith('ready') ? name : `${name} (${status})`}
              </option>
            ))}
          </Select>
        </Field>
        <div className="builder-buttons">
          <Button
            {...focusTarget}
            icon={<EditRegular />}
            disabled={!chosen}
            onClick={() => setEditing('this')}
          >
            Edit message
          </Button>
          <Button {...focusTarget} icon={<AddRegular />} onClick={() => setEditing('new')}>
            New message
          </Button>
        </div>
      </div>
      {chosen ? <Caption1 as="p">{`“${chosen.content.title}” ${chosen.content.body}`}</Caption1> : null}
      <Checkbox
        label="Keep to quiet times"
        checked={step.quietTimes}
        onChange={(_, { checked }) => onChange({ ...step, quietTimes: checked === true })}
      />
      <ExpiryFields step={step} start={definition.start.by} onChange={onChange} />
      {editing ? (
        <MessageDialog
          message={editing === 'this' ? chosen : undefined}
          entity={definition.entity}
          onClose={() => setEditing(undefined)}
          onSaved={(messageId) => {
            setEditing(undefined);
            onMessages();
            // The same id too: the journey is judged anew.
            onChange({ ...step, messageId });
          }}
        />
      ) : null}
    </>
  );
}
