import { Badge, Body1, Button, Caption1, Link, Subtitle2 } from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons/svg/add';
import type { Journey } from '../../../../src/control/journey-wire.ts';
import { useLab } from '../../lab-context.ts';
import { useRemote } from '../../use-remote.ts';
import { STATES } from '../words.ts';
import { TEMPLATES } from './templates.ts';
import { useTemplates } from './use-templates.ts';

interface JourneyListProps {
  onOpen(journeyId: string): void;
}

/** The journeys there are, and what to begin a new one with. */
export function JourneyList({ onOpen }: JourneyListProps) {
  const { client } = useLab();
  const journeys = useRemote(client.journeys).value;
  const { busy, use } = useTemplates();
  return (
    <div className="journeys-part">
      <section className="journeys-section" aria-labelledby="journeys-title">
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
            <JourneyRow key={journey.journeyId} journey={journey} onOpen={onOpen} />
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
                onClick={async () => {
                  const id = await use(template);
                  if (id) onOpen(id);
                }}
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

function JourneyRow({ journey, onOpen }: { journey: Journey; onOpen(journeyId: string): void }) {
  const { journeyId, definition, state, entered, inside } = journey;
  const { label, color } = STATES[state];
  return (
    <li>
      <Link as="button" onClick={() => onOpen(journeyId)}>
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
