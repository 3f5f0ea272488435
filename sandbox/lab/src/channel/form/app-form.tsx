import { Button, Field, Input, Switch } from '@fluentui/react-components';
import { type FormEvent, useState } from 'react';
import type { MobileApp, MobileAppSave } from '../../../../src/control/channel-wire.ts';
import { ControlError } from '../../../../src/control/client.ts';
import { useLab } from '../../lab-context.ts';
import { useLostFocus } from '../../lost-focus.ts';
import { useBusy } from '../../use-busy.ts';
import { useHere } from '../../use-here.ts';
import { type AppDraft, type AppErrors, fieldOf, readApp, secretsOf } from './draft.ts';
import { FileField } from './file-field.tsx';
import { IosFields } from './ios-fields.tsx';
import { OwnCredentials } from './own-credentials.tsx';

interface AppFormProps<T> {
  initial: AppDraft;
  /** The one that is changed; absent: it is a new one. */
  saved?: MobileApp;
  submitLabel: string;
  onSave(app: MobileAppSave): Promise<T>;
  /** With what `onSave` has answered, if the form is still there. */
  onSaved(answer: T): void;
  onCancel(): void;
}

/** Name and credentials of a mobile app. What Dynamics refuses is said at its field, and nothing is lost. */
export function AppForm<T>({ initial, saved, submitLabel, onSave, onSaved, onCancel }: AppFormProps<T>) {
  const { notices } = useLab();
  const [draft, setDraft] = useState(initial);
  const [errors, setErrors] = useState<AppErrors>({});
  const [saving, run] = useBusy();
  const here = useHere();
  const secrets = secretsOf(saved);
  // Files are read while others are typed in: each change is to the draft as it is by then.
  const fill = (part: (now: AppDraft) => Partial<AppDraft>) => {
    setDraft((now) => ({ ...now, ...part(now) }));
    setErrors({});
  };
  const change = (part: Partial<AppDraft>) => fill(() => part);
  const save = async () => {
    const read = readApp(draft, secrets);
    if ('errors' in read) return setErrors(read.errors);
    const call = onSave(read.app);
    const refused = await call.then(() => undefined, refusalOf);
    if (refused && here.current) return setErrors(refused);
    const answer = await notices.watch(call);
    // Whoever has left the form is not called back to it.
    if (answer !== undefined && here.current) onSaved(answer);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void run(save);
  };
  return (
    <form className="app-form" noValidate onSubmit={submit}>
      <OwnCredentials onFill={fill} />
      <Field label="Name" required validationMessage={errors.name}>
        <Input
          ref={useLostFocus(saved !== undefined)}
          value={draft.name}
          placeholder="My shop"
          maxLength={200}
          onChange={(_, { value }) => change({ name: value })}
        />
      </Field>
      <fieldset className="app-form-platform">
        <legend>
          <Switch label="iOS" checked={draft.ios} onChange={(_, { checked }) => change({ ios: checked })} />
        </legend>
        {errors.ios ? <p role="alert">{errors.ios}</p> : null}
        {draft.ios ? <IosFields {...{ draft, errors, secrets }} onChange={change} /> : null}
      </fieldset>
      <fieldset className="app-form-platform">
        <legend>
          <Switch
            label="Android"
            checked={draft.android}
            onChange={(_, { checked }) => change({ android: checked })}
          />
        </legend>
        {draft.android ? (
          <FileField
            {...{ label: 'Service account JSON', accept: '.json,application/json', kind: 'text' }}
            value={draft.account}
            saved={secrets.account}
            hint="Firebase project settings > Service accounts > Generate new private key. Not google-services.json."
            error={errors.account}
            onChange={(account) => change({ account })}
          />
        ) : null}
      </fieldset>
      <div className="channel-buttons">
        <Button type="submit" appearance="primary" disabledFocusable={saving}>
          {saving ? 'Saving …' : submitLabel}
        </Button>
        <Button disabledFocusable={saving} onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  );
}

/** Undefined for a failure that is none of the form's. */
function refusalOf(error: unknown): AppErrors | undefined {
  if (!(error instanceof ControlError)) return undefined;
  const field = fieldOf[error.problem.reason ?? ''];
  return field && { [field]: `${error.message}. ${error.problem.remedy}.` };
}
