import { Body1, Button, Caption1, Field, Input, Subtitle2 } from '@fluentui/react-components';
import { type FormEvent, useState } from 'react';
import type { JourneySettings } from '../../../../src/control/journey-wire.ts';
import { useLab } from '../../lab-context.ts';
import { useRemote } from '../../use-remote.ts';
import { nightOf, quietOf } from './night.ts';
import { QuietFields } from './quiet-fields.tsx';

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

const CAPS = { daily: 'In 24 hours', weekly: 'In 7 days', monthly: 'In 30 days' } as const;
type Cap = keyof typeof CAPS;

function SettingsForm({ settings, onSaved }: { settings: JourneySettings; onSaved(): void }) {
  const { client, notices } = useLab();
  const { frequencyCap, quietTimes } = settings;
  const [caps, setCaps] = useState<Record<string, string>>(() =>
    Object.fromEntries(Object.entries(frequencyCap).map(([name, limit]) => [name, String(limit)])),
  );
  const [commercial, setCommercial] = useState(() => nightOf(quietTimes.commercial));
  const [transactional, setTransactional] = useState(() => nightOf(quietTimes.transactional));
  const [said, say] = useState('');
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const limits = Object.entries(caps).filter(([, limit]) => Number(limit) >= 1);
    const saved = await notices.watch(
      client.changeJourneySettings({
        frequencyCap: Object.fromEntries(limits.map(([name, limit]) => [name, Math.floor(Number(limit))])),
        quietTimes: {
          commercial: quietOf(commercial, quietTimes.commercial),
          transactional: quietOf(transactional, quietTimes.transactional),
        },
      }),
    );
    if (!saved) return;
    say('Saved: it holds from now on, for every journey.');
    onSaved();
  };
  return (
    <form className="builder" aria-label="Limits of all journeys" onSubmit={save}>
      <section className="builder-card" aria-labelledby="cap-title">
        <Subtitle2 as="h3" id="cap-title">
          Frequency cap
        </Subtitle2>
        <Caption1>Commercial pushes that one person gets at most; empty: no cap.</Caption1>
        <div className="builder-row">
          {(Object.keys(CAPS) as Cap[]).map((name) => (
            <Field key={name} label={CAPS[name]}>
              <Input
                type="number"
                min={1}
                value={caps[name] ?? ''}
                onChange={(_, { value }) => setCaps({ ...caps, [name]: value })}
              />
            </Field>
          ))}
        </div>
      </section>
      <QuietFields title="Quiet times of commercial messages" night={commercial} onChange={setCommercial} />
      <QuietFields
        title="Quiet times of transactional messages"
        night={transactional}
        onChange={setTransactional}
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
