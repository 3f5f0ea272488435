import { Field, MessageBar, MessageBarBody, Subtitle2, Textarea } from '@fluentui/react-components';
import { useState } from 'react';
import type { StudioPlan } from '../../../../src/control/studio-wire.ts';
import { judgeInstalled } from './judge-installed.ts';

/** Whether an app on a phone was built from this configuration: it says so itself. */
export function InstalledApp({ plan }: { plan: StudioPlan }) {
  const [typed, setTyped] = useState('');
  const verdict = judgeInstalled(typed, plan);
  return (
    <section className="studio-installed" aria-labelledby="studio-installed-title">
      <Subtitle2 as="h3" id="studio-installed-title">
        Compare an installed app
      </Subtitle2>
      <Field
        label="Answer of median.msdynamics.registrationInfo() on the phone"
        hint="As JSON, or the configHash alone. It is not sent anywhere."
      >
        <Textarea
          rows={3}
          spellCheck={false}
          value={typed}
          placeholder={'{ …, "build": { "configHash": "…" } }'}
          onChange={(_, { value }) => setTyped(value)}
        />
      </Field>
      <div role="status">
        {verdict ? (
          <MessageBar intent={verdict.intent} layout="multiline">
            <MessageBarBody>{verdict.text}</MessageBarBody>
          </MessageBar>
        ) : null}
      </div>
    </section>
  );
}
