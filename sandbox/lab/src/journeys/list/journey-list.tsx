import { Badge, Body1, Button, Caption1, Link, Subtitle2 } from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons/svg/add';
import type { Journey } from '../../../../src/control/journey-wire.ts';
import { useLab } from '../../lab-context.ts';
import { useLostFocus } from '../../lost-focus.ts';
import { useBusy } from '../../use-busy.ts';
import { useHere } from '../../use-here.ts';
import { useRemote } from '../../use-remote.ts';
import { STATES } from '../words.ts';
import { TEMPLATES } from './templates.ts';
import { useTemplates } from './use-templates.ts';

interface JourneyListProps {
  /** The journey that was shown before. */
  left: string | undefined;
  onOpen(journeyId: string): void;
}

/** The journeys there are, and what to begin a new one with. */
export function JourneyList({ left, onOpen }: JourneyListProps) {
  const { client } = useLab();
  const journeys = useRemote(client.journeys).value;
  const use = useTemplates();
  const [busy, run] = useBusy();
  const here = useHere();
  const deleted = left !== undefined && journeys?.every(({ journeyId }) => journeyId !== left);
  const section = useLostFocus(deleted ?? false);
  return (
    <div className="journeys-part">
      <section ref={section} tabIndex={-1} className="journeys-section" aria-labelledby="journeys-title">
        <Subtitle2 as="h2" id="journeys-title">
          Journeys
        </Subtitle2>
        {journeys?.length === 0 ? (
          <Body1 as="p">
            There is none yet. Begin with one of these: it stays a draft until you publish it.
          </Body1>
        ) : null}
        <ul className="journey-list">
          {[...(journeys ?? [])].reverse().map((journey) => (
            <JourneyRow
              key={journey.journeyId}
              journey={journey}
              isLeft={journey.journeyId === left}
              onOpen={onOpen}
            />
          ))}
        </ul>
      </section>
      <section className="journeys-section" aria-labelledby="templates-title">
        <Subtitle2 as="h2" id="templates-title">
          New journey
        </Subtitle2>
        <ul className="journey-templates">
          {TEMPLATES.map((template) => (
            <li key={template.name}>
              <Button
                icon={<AddRegular />}
                disabledFocusable={busy}
                onClick={() =>
                  run(async () => {
                    const id = await use(template);
                    // Whoever has gone on is not called back.
                    if (id && here.current) onOpen(id);
                  })
                }
              >
                {template.name}
              </Button>
              <Caption1>{template.about}</Caption1>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}

interface JourneyRowProps {
  journey: Journey;
  isLeft: boolean;
  onOpen(journeyId: string): void;
}

function JourneyRow({ journey, isLeft, onOpen }: JourneyRowProps) {
  const { journeyId, definition, state, entered, inside } = journey;
  const { label, color } = STATES[state];
  return (
    <li>
      <Link ref={useLostFocus(isLeft)} as="button" onClick={() => onOpen(journeyId)}>
        {definition.name}
      </Link>
      <Badge appearance="tint" color={color}>
        {label}
      </Badge>
      <Caption1>
        {definition.start.by === 'trigger' ? `Trigger ${definition.start.trigger}` : 'Segment'}
        {state === 'draft' ? '' : ` · ${entered} entered, ${inside} inside now`}
      </Caption1>
    </li>
  );
}
