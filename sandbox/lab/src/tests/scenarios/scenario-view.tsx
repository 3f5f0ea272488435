import { Button, Caption1, Checkbox, Subtitle1 } from '@fluentui/react-components';
import { ArrowLeftRegular } from '@fluentui/react-icons/svg/arrow-left';
import { PlayRegular } from '@fluentui/react-icons/svg/play';
import { useState } from 'react';
import type { ScenarioInfo } from '../../../../src/control/scenario-wire.ts';
import { useParameter } from '../../address.ts';
import { useLostFocus } from '../../lost-focus.ts';
import { asks } from './asks.ts';
import { isOpen } from './find.ts';
import { ToldRun } from './told-run.tsx';
import type { Scenarios } from './use-scenarios.ts';
import { useWatched } from './use-watched.ts';

interface ScenarioViewProps {
  scenario: ScenarioInfo;
  scenarios: Scenarios;
  /** It was opened from the list, not by a link. */
  fromList: boolean;
  onBack(): void;
}

/** One scenario: what it shows, on which phones, and how it is told. */
export function ScenarioView({ scenario, scenarios, fromList, onBack }: ScenarioViewProps) {
  const { name, title, phones } = scenario;
  const { runs, telling, tell } = scenarios;
  const [text, setText] = useParameter('profiles');
  const [keepPhones, setKeep] = useState(false);
  const [slowly, setSlowly] = useState(true);
  const named = text.split(',').filter((profile) => phones.includes(profile));
  const chosen = named.length > 0 ? named : phones.slice(0, 1);
  const mine = (runs ?? []).filter((run) => run.scenario === name);
  const busy = telling || mine.some(isOpen);
  useWatched(scenario.ownSandbox ? [] : mine);
  const toggle = (profile: string, on: boolean) =>
    setText(phones.filter((each) => (each === profile ? on : chosen.includes(each))).join(','));
  return (
    <section className="scenario" aria-labelledby="scenario-title">
      <Button
        ref={useLostFocus(fromList)}
        size="small"
        appearance="subtle"
        icon={<ArrowLeftRegular />}
        onClick={onBack}
      >
        All scenarios
      </Button>
      <Subtitle1 as="h2" block id="scenario-title">
        {title}
      </Subtitle1>
      <About scenario={scenario} />
      <fieldset className="scenario-phones">
        <legend>On which phones</legend>
        {phones.map((profile) => (
          <Checkbox
            key={profile}
            label={profile}
            checked={chosen.includes(profile)}
            onChange={(_, { checked }) => toggle(profile, checked === true)}
          />
        ))}
      </fieldset>
      <div className="scenario-start">
        <Button
          appearance="primary"
          icon={<PlayRegular />}
          disabledFocusable={busy}
          onClick={() =>
            tell({ scenarios: [name], profiles: chosen, keepPhones, pauseMs: slowly ? PAUSE_MS : 0 })
          }
        >
          {chosen.length === 1 ? `Run on ${chosen[0]}` : `Run on ${chosen.length} phones`}
        </Button>
        <Checkbox
          label="Slowly, to watch"
          checked={slowly}
          onChange={(_, { checked }) => setSlowly(checked === true)}
        />
        <Checkbox
          label="Keep its phones afterwards"
          checked={keepPhones}
          onChange={(_, { checked }) => setKeep(checked === true)}
        />
      </div>
      {runs && mine.length === 0 ? (
        <p className="panel-empty">Not run yet. Its steps appear here as they are told.</p>
      ) : (
        mine.slice(0, SHOWN).map((run) => <ToldRun key={run.id} run={run} />)
      )}
    </section>
  );
}

/** Long enough to read a step and to look at the phone. */
const PAUSE_MS = 2_000;

/** Earlier ones are in the timeline. */
const SHOWN = 12;

function About({ scenario: { name, asks: ranks, alone, ownSandbox } }: { scenario: ScenarioInfo }) {
  const [first] = ranks.flatMap((rank) => asks[rank] ?? []);
  return (
    <>
      {first ? (
        <p>
          What users of push SDKs report: <q>{first}</q>
        </p>
      ) : null}
      <Caption1 as="p" block>
        <code>{name}</code>
        {alone ? ` · Told while nothing else is under way: ${alone}.` : ''}
        {ownSandbox
          ? ' · It needs a sandbox that is set up differently, which it starts for itself: its phones are not on the wall.'
          : ''}
      </Caption1>
    </>
  );
}
