import { Body1, Button, Field, Input, Subtitle2 } from '@fluentui/react-components';
import { FlashRegular } from '@fluentui/react-icons/svg/flash';
import { type FormEvent, useState, useSyncExternalStore } from 'react';
import type { JourneyDefinition, Raised } from '../../../../src/control/journey-wire.ts';
import type { Message } from '../../../../src/control/message-wire.ts';
import { useLab } from '../../lab-context.ts';
import { type Choice, PersonField } from '../../people/person-field.tsx';
import { useBusy } from '../../use-busy.ts';
import { DAY } from '../span.ts';
import { typedValue } from '../typed-value.ts';
import { attributesOf } from './attributes.ts';
import { useChoices } from './use-choices.ts';

interface RaiseTriggerProps {
  definition: JourneyDefinition;
  /** Undefined: not known yet. */
  messages: readonly Message[] | undefined;
  trigger: string;
  onRaised(): void;
}

const REFUSED = {
  'person-unknown': 'Dynamics does not know this person.',
  'wrong-entity': 'The journey is for another kind of person.',
  reentry: 'They have been in this journey, and may not enter again now.',
};

/** Does what the shop or a flow would do: raises the trigger for one person. */
export function RaiseTrigger({ definition, messages, trigger, onRaised }: RaiseTriggerProps) {
  const { client, notices, clock } = useLab();
  const [chosen, choose] = useState<Choice>();
  const { choices, suggested, pending, search } = useChoices(definition.entity, chosen);
  const today = useSyncExternalStore(clock.subscribe, () => Math.floor(clock.now() / DAY) * DAY);
  const wanted = attributesOf(definition, messages ?? [], today);
  const [typed, type] = useState<Record<string, string>>({});
  const [said, say] = useState('');
  const [busy, run] = useBusy();
  const personId = chosen?.id ?? suggested;
  // What the messages speak of is asked for, too.
  const ready = personId !== '' && messages !== undefined;
  const raise = async (event: FormEvent) => {
    event.preventDefault();
    if (!ready) return;
    const given = wanted.map(({ name, value }) => [name, typedValue(typed[name] ?? value)] as const);
    const attributes = Object.fromEntries(given.filter(([, value]) => value !== ''));
    await run(async () => {
      const raised = await notices.watch(client.raiseTrigger(trigger, { personId, attributes }));
      if (!raised) return;
      say(answerOf(raised, choices.find(({ id }) => id === personId)?.name ?? personId));
      onRaised();
    });
  };
  return (
    <form className="builder-card" aria-labelledby="raise-title" onSubmit={raise}>
      <Subtitle2 as="h3" id="raise-title">
        Raise the trigger “{trigger}”
      </Subtitle2>
      <div className="builder-row">
        <PersonField
          {...{ label: 'For', choices, pending, value: personId, onSearch: search }}
          onChange={(chosenId) => choose(choices.find(({ id }) => id === chosenId))}
        />
        {wanted.map(({ name, value, date }) => (
          <Field key={name} label={name} hint={date ? 'A date, such as 2026-12-24.' : undefined}>
            <Input
              value={typed[name] ?? value}
              onChange={(_, data) => type({ ...typed, [name]: data.value })}
            />
          </Field>
        ))}
      </div>
      <div className="builder-actions">
        <Button type="submit" appearance="primary" icon={<FlashRegular />} disabledFocusable={busy || !ready}>
          Raise trigger
        </Button>
        <Body1 role="status">{said}</Body1>
      </div>
    </form>
  );
}

function answerOf(raised: readonly Raised[], name: string): string {
  const refused = raised.flatMap((each) => (each.refused ? [REFUSED[each.refused]] : []));
  if (refused.length > 0) return refused.join(' ');
  return raised.length === 0 ? 'No live journey has this trigger.' : `${name} has entered.`;
}
