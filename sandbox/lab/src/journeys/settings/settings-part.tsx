import { Body1, Button, Caption1, Field, Input, Subtitle2 } from '@fluentui/react-components';
import { type FormEvent, useState } from 'react';
import type { JourneySettings } from '../../../../src/control/journey-wire.ts';
import { useLab } from '../../lab-context.ts';
import { useRemote } from '../../use-remote.ts';
import { QuietFields } from './quiet-fields.tsx';
import { CAP_NAMES, CAPS, shownOf, type Typed, withTyped } from './typed-limits.ts';

/** What an admin sets for all journeys. */
export function SettingsPart() {
  const { client } = useLab();
  const settings = useRemote(client.journeySettings);
  return (
    <div className="journeys-part">
      <Subtitle2 as="h2">Limits of all journeys</Subtitle2>
      <Caption1 as="p">
        They come with the compliance profile in Dynamics. The frequency cap skips a person; quiet times hold
        the push until they end.
      </Caption1>
      {settings.value ? <SettingsForm settings={settings.value} onSaved={settings.refresh} /> : null}
    </div>
  );
}

interface SettingsFormProps {
  settings: JourneySettings;
  /** Done when `settings` are what was saved. */
  onSaved(): Promise<void>;
}

/** What is not typed is as it is set by now, here or elsewhere: to save one limit must not put another back. */
function SettingsForm({ settings, onSaved }: SettingsFormProps) {
  const { client, notices } = useLab();
  const [typed, type] = useState<Typed>({});
  const { limit, commercial, transactional } = shownOf(settings, typed);
  const [said, say] = useState('');
  const save = async (event: FormEvent) => {
    event.preventDefault();
    // Others may have set something since it was asked for, which tells nobody.
    const saving = client
      .journeySettings()
      .then((now) => client.changeJourneySettings(withTyped(now, typed)));
    const saved = await notices.watch(saving);
    if (!saved) return;
    say('Saved: it holds from now on, for every journey.');
    await onSaved();
    // What was typed meanwhile stays.
    type((now) => (now === typed ? {} : now));
  };
  return (
    <form className="builder" aria-label="Limits of all journeys" onSubmit={save}>
      <section className="builder-card" aria-labelledby="cap-title">
        <Subtitle2 as="h3" id="cap-title">
          Frequency cap
        </Subtitle2>
        <Caption1>Commercial pushes that one person gets at most; empty: no cap.</Caption1>
        <div className="builder-row">
          {CAP_NAMES.map((name) => (
            <Field key={name} label={CAPS[name]}>
              <Input
                type="number"
                min={1}
                value={limit(name)}
                onChange={(_, { value }) => type({ ...typed, caps: { ...typed.caps, [name]: value } })}
              />
            </Field>
          ))}
        </div>
      </section>
      <QuietFields
        title="Quiet times of commercial messages"
        night={commercial}
        onChange={(night) => type({ ...typed, commercial: night })}
      />
      <QuietFields
        title="Quiet times of transactional messages"
        night={transactional}
        onChange={(night) => type({ ...typed, transactional: night })}
      />
      <div className="builder-actions">
        <Button type="submit" appearance="primary">
          Save limits
        </Button>
        <Body1 role="status">{said}</Body1>
      </div>
    </form>
  );
}
