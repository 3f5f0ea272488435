import { Badge, Body1, Button, Spinner, Subtitle1 } from '@fluentui/react-components';
import { ArrowLeftRegular } from '@fluentui/react-icons/svg/arrow-left';
import { useCallback } from 'react';
import type { Journey } from '../../../src/control/journey-wire.ts';
import { useLab } from '../lab-context.ts';
import { useLostFocus } from '../lost-focus.ts';
import { useRemote } from '../use-remote.ts';
import { JourneyBuilder } from './builder/journey-builder.tsx';
import { draftArrived } from './builder/use-draft.ts';
import { JourneyCourse } from './course/journey-course.tsx';
import { STATES } from './words.ts';

interface JourneyPageProps {
  journeyId: string;
  /** It was opened from the list, not by a link. */
  fromList: boolean;
  onLeave(): void;
}

/** One journey: built while it is a draft, watched afterwards. */
export function JourneyPage({ journeyId, fromList, onLeave }: JourneyPageProps) {
  const { client } = useLab();
  const load = useCallback(async () => {
    await draftArrived(journeyId);
    // A link may name one of an earlier run: that is no failure.
    const all = await client.journeys();
    return all.find((each) => each.journeyId === journeyId) ?? null;
  }, [client, journeyId]);
  const { value: journey, refresh } = useRemote<Journey | null>(load);
  return (
    <div className="journeys-part">
      <Button
        ref={useLostFocus(fromList)}
        className="journey-back"
        appearance="subtle"
        icon={<ArrowLeftRegular />}
        onClick={onLeave}
      >
        All journeys
      </Button>
      {journey === undefined ? <Spinner label="Loading" /> : null}
      {journey === null ? <Body1 as="p">There is no such journey in this sandbox.</Body1> : null}
      {journey ? (
        <>
          <div className="journey-title">
            <Subtitle1 as="h2">{journey.definition.name || 'Without a name'}</Subtitle1>
            <Badge appearance="tint" color={STATES[journey.state].color}>
              {STATES[journey.state].label}
            </Badge>
          </div>
          {journey.state === 'draft' ? (
            <JourneyBuilder journey={journey} onChanged={refresh} onRemoved={onLeave} />
          ) : (
            <JourneyCourse journey={journey} onChanged={refresh} onRemoved={onLeave} />
          )}
        </>
      ) : null}
    </div>
  );
}
