import { Field, Input, Radio, RadioGroup } from '@fluentui/react-components';
import { type AppDraft, type AppErrors, keyIdIn, type SavedSecrets } from './draft.ts';
import { FileField } from './file-field.tsx';

interface IosFieldsProps {
  draft: AppDraft;
  errors: AppErrors;
  secrets: SavedSecrets;
  onChange(part: Partial<AppDraft>): void;
}

/** Apple's credentials: a signing key, or a certificate. */
export function IosFields(props: IosFieldsProps) {
  const { draft, onChange } = props;
  return (
    <>
      <Field
        label="Application mode"
        hint="As the app is built: debug builds get tokens of Apple’s sandbox environment, store builds get production tokens."
      >
        <RadioGroup
          layout="horizontal"
          value={draft.mode}
          onChange={(_, { value }) => onChange({ mode: value as AppDraft['mode'] })}
        >
          <Radio value="sandbox" label="Sandbox" />
          <Radio value="production" label="Production" />
        </RadioGroup>
      </Field>
      <Field label="Authentication mode">
        <RadioGroup
          layout="horizontal"
          value={draft.authentication}
          onChange={(_, { value }) => onChange({ authentication: value as AppDraft['authentication'] })}
        >
          <Radio value="token" label="Token" />
          <Radio value="certificate" label="Certificate" />
        </RadioGroup>
      </Field>
      {draft.authentication === 'token' ? <TokenFields {...props} /> : <CertificateFields {...props} />}
    </>
  );
}

function TokenFields({ draft, errors, secrets, onChange }: IosFieldsProps) {
  return (
    <>
      <FileField
        {...{ label: 'Signing key (.p8)', accept: '.p8', kind: 'text' }}
        value={draft.key}
        saved={secrets.key}
        hint="From Apple’s developer site: Certificates, Identifiers & Profiles > Keys."
        error={errors.key}
        onChange={(key) => {
          const keyId = key && keyIdIn(key.name);
          onChange({ key, ...(keyId ? { keyId } : {}) });
        }}
      />
      <div className="app-form-row">
        <TextField label="Key id" name="keyId" {...{ draft, errors, onChange }} />
        <TextField label="Team id" name="teamId" {...{ draft, errors, onChange }} />
      </div>
      <TextField label="Bundle id" name="bundleId" {...{ draft, errors, onChange }} />
    </>
  );
}

function CertificateFields({ draft, errors, secrets, onChange }: IosFieldsProps) {
  return (
    <>
      <FileField
        {...{ label: 'Certificate (.p12)', accept: '.p12,.pfx', kind: 'base64' }}
        value={draft.certificate}
        saved={secrets.certificate}
        hint="Exported from Keychain Access together with its private key. The bundle id is in it."
        error={errors.certificate}
        onChange={(certificate) => onChange({ certificate })}
      />
      <Field label="Password" hint="Of the .p12 file; may be empty.">
        <Input
          type="password"
          autoComplete="off"
          value={draft.password}
          onChange={(_, { value }) => onChange({ password: value })}
        />
      </Field>
    </>
  );
}

interface TextFieldProps extends Omit<IosFieldsProps, 'secrets'> {
  label: string;
  name: 'keyId' | 'teamId' | 'bundleId';
}

function TextField({ label, name, draft, errors, onChange }: TextFieldProps) {
  return (
    <Field label={label} validationMessage={errors[name]}>
      <Input
        spellCheck={false}
        value={draft[name]}
        onChange={(_, { value }) => onChange({ [name]: value })}
      />
    </Field>
  );
}
