import { Field, Input, Subtitle2, Switch } from '@fluentui/react-components';
import type { DefinitionFieldsProps } from './start-fields.tsx';
import { problemsAt } from './use-draft.ts';

/** What holds for the whole journey. */
export function JourneySettingsFields({ definition, problems, change }: DefinitionFieldsProps) {
  return (
    <section className="builder-card" aria-labelledby="builder-settings">
      <Subtitle2 as="h3" id="builder-settings">
        Settings
      </Subtitle2>
      <Field
        label="Time zone of quiet times"
        hint="Such as Europe/Berlin. Quiet times and the frequency cap themselves are set under Limits."
        validationMessage={problemsAt(problems, 'timeZone')[0]?.message}
      >
        <Input
          value={definition.timeZone}
          onChange={(_, { value }) => change({ ...definition, timeZone: value })}
        />
      </Field>
      <Switch
        label="Keep to the frequency cap"
        checked={definition.frequencyCap}
        onChange={(_, { checked }) => change({ ...definition, frequencyCap: checked })}
      />
    </section>
  );
}
