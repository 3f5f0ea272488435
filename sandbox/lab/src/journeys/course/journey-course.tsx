import { Body1, Button, Subtitle2 } from '@fluentui/react-components';
import { DeleteRegular } from '@fluentui/react-icons/svg/delete';
import { StopRegular } from '@fluentui/react-icons/svg/stop';
import { useEffect } from 'react';
import type { Journey } from '../../../../src/control/journey-wire.ts';
import { useParameter } from '../../address.ts';
import { Confirm } from '../../confirm.tsx';
import { useLab } from '../../lab-context.ts';
import { useBefore, useLostFocus } from '../../lost-focus.ts';
import { useRemote } from '../../use-remote.ts';
import { JourneyReport } from '../report/journey-report.tsx';
import './course.css';
import { Flow } from './flow.tsx';
import { ParticipantList } from './participant-list.tsx';
import { RaiseTrigger } from './raise-trigger.tsx';
import { useForward, useTimeMoved } from './use-forward.ts';
import { useParticipants } from './use-participants.ts';

interface JourneyCourseProps {
  journey: Journey;
  onChanged(): void;
  onRemoved(): void;
}

/** A journey that is or was live: where everybody is, what became of each step, and the figures. */
export function JourneyCourse({ journey, onChanged, onRemoved }: JourneyCourseProps) {
  const { client } = useLab();
  const { definition, state } = journey;
  const messages = useRemote(client.messages).value;
  const [person] = useParameter('person');
  const people = useParticipants(journey, person);
  const moved = useTimeMoved();
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again when the time was moved
  useEffect(() => {
    onChanged();
  }, [moved, people.version]);
  return (
    <div className="course">
      <div className="course-actions">
        {people.progress ? <NextStep journey={journey} dueAt={people.progress.nextDueAt} /> : null}
        <EndOfJourney {...{ journey, onChanged, onRemoved }} />
      </div>
      {state === 'live' && definition.start.by === 'trigger' ? (
        <RaiseTrigger
          {...{ definition, messages, trigger: definition.start.trigger }}
          onRaised={() => {
            people.refresh();
            onChanged();
          }}
        />
      ) : null}
      <Flow {...{ definition, messages, counts: people.progress?.steps ?? [] }} />
      <section className="journeys-section" aria-labelledby="course-people">
        <Subtitle2 as="h3" id="course-people">
          People
        </Subtitle2>
        <ParticipantList {...{ journey, messages, people }} />
      </section>
      <JourneyReport {...{ journey, messages, version: people.version }} />
    </div>
  );
}

/** Neither can be undone: both ask. */
function EndOfJourney({ journey, onChanged, onRemoved }: JourneyCourseProps) {
  const { client, notices } = useLab();
  const { journeyId, definition, state } = journey;
  const deleteButton = useLostFocus(useBefore(state) === 'live');
  return state === 'live' ? (
    <Confirm
      key="stop"
      title={`Stop “${definition.name}”?`}
      text="Everybody who is in it leaves it where they are. A stopped journey cannot be made live again."
      action="Stop"
      onConfirm={async () => {
        if (await notices.watch(client.stopJourney(journeyId))) onChanged();
      }}
    >
      <Button icon={<StopRegular />}>Stop journey</Button>
    </Confirm>
  ) : (
    <Confirm
      key="delete"
      title={`Delete “${definition.name}”?`}
      text="The journey is gone with its steps and its report."
      action="Delete"
      onConfirm={async () => {
        if (await notices.watch(client.removeJourney(journeyId))) onRemoved();
      }}
    >
      <Button ref={deleteButton} icon={<DeleteRegular />}>
        Delete journey
      </Button>
    </Confirm>
  );
}

/** Goes on to the moment when the next person, or the next look at a segment, is due. */
function NextStep({ journey, dueAt }: { journey: Journey; dueAt: number | undefined }) {
  const { busy, forwardTo } = useForward();
  const moments = [dueAt, journey.state === 'live' ? journey.nextRunAt : undefined].filter(
    (at) => at !== undefined,
  );
  if (moments.length === 0) {
    return journey.inside > 0 || journey.state !== 'live' ? null : <Body1>Nobody is waiting in it.</Body1>;
  }
  const next = Math.min(...moments);
  return (
    <Button appearance="primary" disabledFocusable={busy} onClick={() => void forwardTo(next + 1)}>
      {busy ? 'Time passes …' : 'Forward to the next step'}
    </Button>
  );
}
