import { Badge, Body1, Body1Strong, Caption1, Link } from '@fluentui/react-components';
import type { Journey, Participant } from '../../../../src/control/journey-wire.ts';
import type { Message } from '../../../../src/control/message-wire.ts';
import { useParameter } from '../../address.ts';
import { useLab } from '../../lab-context.ts';
import { useNames } from '../../people/use-people.ts';
import { momentInWords } from '../span.ts';
import { placesOf } from '../steps.ts';
import { messageNames, notSoInWords, stateInWords, stepInWords } from '../words.ts';
import { OUTCOMES, traceOf } from './outcomes.ts';
import { type Participants, SHOWN } from './use-participants.ts';

interface ParticipantListProps {
  journey: Journey;
  /** Undefined: not known yet. */
  messages: readonly Message[] | undefined;
  people: Participants;
}

/** Everybody who has entered, the newest first, with each of their steps; by an address, one person alone. */
export function ParticipantList({ journey, messages, people }: ParticipantListProps) {
  const [person, setPerson] = useParameter('person');
  const ids = people.rows?.map(({ personId }) => personId) ?? [];
  const nameOf = useNames(journey.definition.entity, person ? [...ids, person] : ids);
  if (journey.entered === 0 && ids.length === 0) return <Body1 as="p">Nobody has entered yet.</Body1>;
  return (
    <>
      {person ? (
        <Link as="button" onClick={() => setPerson('')}>
          Show everybody
        </Link>
      ) : null}
      {person && people.rows?.length === 0 ? (
        <Body1 as="p">{`${nameOf(person)} has not entered this journey.`}</Body1>
      ) : null}
      <ul className="participants">
        {[...(people.rows ?? [])].reverse().map((participant) => (
          <ParticipantCard
            key={participant.participantId}
            {...{ participant, journey, messages }}
            name={nameOf(participant.personId)}
          />
        ))}
      </ul>
      {journey.entered > SHOWN && !person ? (
        <Caption1 as="p">{`The newest ${SHOWN} of ${journey.entered} are shown.`}</Caption1>
      ) : null}
    </>
  );
}

interface ParticipantCardProps extends Omit<ParticipantListProps, 'people'> {
  participant: Participant;
  name: string;
}

function ParticipantCard({ participant, journey, messages, name }: ParticipantCardProps) {
  const { showTrace } = useLab();
  const places = placesOf(journey.definition);
  const messageName = messageNames(messages);
  return (
    <li className="participant">
      <div className="participant-head">
        <Body1Strong>{name}</Body1Strong>
        <Caption1>{stateInWords(participant)}</Caption1>
      </div>
      <ol>
        {participant.steps.map((passed) => {
          const { step, at, outcome, code, why, trackingId } = passed;
          const place = places[step];
          const { label, color } =
            OUTCOMES[outcome === 'branched' ? (code === 'no' ? 'no' : 'yes') : outcome];
          return (
            <li key={`${step} ${at}`}>
              <Badge appearance="tint" color={color}>
                {label}
              </Badge>
              <span>{place ? stepInWords(place.step, messageName) : `Step ${step + 1}`}</span>
              <Caption1>{momentInWords(at)}</Caption1>
              {why && outcome !== 'branched' ? <span className="participant-why">{why}</span> : null}
              {code === 'no' && place?.step.do === 'branch' ? (
                <span className="participant-why">{notSoInWords(place.step.if)}</span>
              ) : null}
              {trackingId ? (
                <Link as="button" onClick={() => showTrace(traceOf(trackingId))}>
                  Show its trace
                </Link>
              ) : null}
            </li>
          );
        })}
      </ol>
    </li>
  );
}
