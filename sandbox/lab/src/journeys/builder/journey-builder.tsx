import {
  Button,
  Caption1,
  Field,
  Input,
  MessageBar,
  MessageBarBody,
  Subtitle2,
} from '@fluentui/react-components';
import { DeleteRegular } from '@fluentui/react-icons/svg/delete';
import { RocketRegular } from '@fluentui/react-icons/svg/rocket';
import { useState } from 'react';
import type { Journey } from '../../../../src/control/journey-wire.ts';
import { Confirm } from '../../confirm.tsx';
import { useLab } from '../../lab-context.ts';
import { useBusy } from '../../use-busy.ts';
import { useRemote } from '../../use-remote.ts';
import { JourneySettingsFields } from './settings-fields.tsx';
import { StartFields } from './start-fields.tsx';
import { StepList } from './step-list.tsx';
import { type DraftJourney, problemsAt, useDraft } from './use-draft.ts';
import './builder.css';

interface JourneyBuilderProps {
  journey: Journey;
  onChanged(): void;
  onRemoved(): void;
}

/** A draft from top to bottom: who starts it, one step after the other, and publish. */
export function JourneyBuilder({ journey, onChanged, onRemoved }: JourneyBuilderProps) {
  const { client, notices } = useLab();
  const draft = useDraft(journey);
  const messages = useRemote(client.messages);
  const { definition, change, problems } = draft;
  const [busy, run] = useBusy();
  // Until the journey is asked for again, this is still the draft.
  const [published, setPublished] = useState(false);
  return (
    <div className="builder">
      {/* Live, it takes no edit any more. */}
      <div className="builder-fields" inert={busy || published}>
        <Field label="Name" required validationMessage={problemsAt(problems, 'name')[0]?.message}>
          <Input
            value={definition.name}
            onChange={(_, { value }) => change({ ...definition, name: value })}
          />
        </Field>
        <StartFields {...{ definition, change, problems }} />
        <Subtitle2 as="h3">Steps</Subtitle2>
        <StepList
          {...{ definition, change, problems, messages: messages.value }}
          path="steps"
          onMessages={messages.refresh}
        />
        <p className="builder-end">End of the journey</p>
        <JourneySettingsFields {...{ definition, change, problems }} />
      </div>
      <PublishBar
        draft={draft}
        busy={busy || published}
        onPublish={() =>
          void run(async () => {
            if (!(await notices.watch(client.publishJourney(journey.journeyId)))) return;
            setPublished(true);
            onChanged();
          })
        }
        onRemove={async () => {
          if (!(await notices.watch(client.removeJourney(journey.journeyId)))) return;
          draft.drop();
          onRemoved();
        }}
      />
    </div>
  );
}

const SAVED = {
  saved: 'Saved as draft.',
  changed: 'Saving …',
  unsaved: 'Not saved: see what is wrong.',
  unchecked: 'Checking …',
};

function PublishBar({
  draft: { problems, state, definition },
  busy,
  onPublish,
  onRemove,
}: {
  draft: DraftJourney;
  busy: boolean;
  onPublish(): void;
  onRemove(): void;
}) {
  const { name } = definition;
  const ready = !busy && problems.length === 0 && state === 'saved';
  return (
    <div className="builder-publish">
      <span className="visually-hidden" role="status">
        {/* Not each pause of typing: only when something else is wrong. */}
        {problems.map(({ message }) => message).join(' ')}
      </span>
      <div>
        {problems.length > 0 ? (
          <MessageBar intent="warning" layout="multiline">
            <MessageBarBody>
              Before it can be published:
              <ul>
                {problems.map(({ path, message }) => (
                  <li key={`${path} ${message}`}>{message}</li>
                ))}
              </ul>
            </MessageBarBody>
          </MessageBar>
        ) : null}
        <Caption1>{SAVED[state]}</Caption1>
      </div>
      <div className="builder-actions">
        <Button appearance="primary" icon={<RocketRegular />} disabledFocusable={!ready} onClick={onPublish}>
          Publish
        </Button>
        <Confirm
          title={`Delete “${name}”?`}
          text="The draft is gone with all its steps. The messages that it sends stay."
          action="Delete"
          onConfirm={onRemove}
        >
          <Button icon={<DeleteRegular />} disabledFocusable={busy}>
            Delete draft
          </Button>
        </Confirm>
      </div>
    </div>
  );
}
