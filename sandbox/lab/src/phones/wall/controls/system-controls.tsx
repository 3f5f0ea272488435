import { Button, Checkbox, Field, Input, Select } from '@fluentui/react-components';
import { type FormEvent, useMemo, useState } from 'react';
import type { DeviceProps } from '../../device-props.ts';
import { skewOf } from '../../words.ts';
import { languages, newerVersions, readSkew, SKEW_UNITS, type SkewUnit, timeZones } from './choices.ts';
import { ControlRow, ControlSection, SwitchRow } from './control-rows.tsx';
import type { WithProfiles } from './use-profiles.ts';
import { ValueRow } from './value-row.tsx';

/** Network, sleep, place, clock and version. */
export function SystemControls({ phone, actions, appName, profiles }: WithProfiles) {
  const zones = useMemo(() => timeZones(Date.now()), []);
  const tags = useMemo(languages, []);
  const ios = phone.platform === 'ios';
  return (
    <ControlSection title="System">
      <SwitchRow
        name="Online"
        hint={ios ? 'Offline, APNs keeps only the newest push.' : 'Offline, FCM keeps the pushes.'}
        on={phone.online}
        onFlip={actions.setOnline}
      />
      {ios ? (
        <SwitchRow
          name="Focus"
          hint="Only time-sensitive and critical notifications are announced."
          on={phone.focus}
          onFlip={actions.setFocus}
        />
      ) : (
        <SwitchRow
          name="Doze"
          hint="The phone lies still and sleeps: normal priority waits."
          on={phone.doze}
          onFlip={actions.setDoze}
        />
      )}
      <ValueRow
        label="Time zone"
        hint="The app reads it when it starts. In the page, dates keep this browser’s."
        value={phone.timeZone}
        choices={zones}
        action="Set"
        onSet={actions.setTimeZone}
      />
      <ValueRow
        label="Language"
        hint="A tag such as de or de-AT. App and page read it when the app starts."
        value={phone.language}
        choices={tags}
        action="Set"
        onSet={actions.setLanguage}
      />
      <ClockRow phone={phone} actions={actions} appName={appName} />
      <ValueRow
        label="System version"
        hint={`Now ${phone.osVersion}. An update to a newer one restarts the phone.`}
        value=""
        placeholder={ios ? 'such as 26.2' : 'such as 16'}
        choices={newerVersions(phone, profiles)}
        action="Update"
        onSet={actions.upgradeSystem}
      />
      <RestoreRow phone={phone} actions={actions} appName={appName} />
    </ControlSection>
  );
}

const isUnit = (name: string): name is SkewUnit => Object.hasOwn(SKEW_UNITS, name);

function ClockRow({ phone: { clockSkewMs }, actions }: DeviceProps) {
  const [count, setCount] = useState('');
  const [unit, setUnit] = useState<SkewUnit>('hours');
  const ms = readSkew(count, unit);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ms !== undefined) actions.setClockSkew(ms);
  };
  return (
    <>
      <form className="control-value" onSubmit={submit}>
        <Field
          label="Clock ahead by"
          hint={`Below zero: behind. Now ${clockSkewMs === 0 ? 'it is right' : skewOf(clockSkewMs)}.`}
        >
          <Input
            size="small"
            inputMode="decimal"
            placeholder="such as 2 or -2"
            value={count}
            onChange={(_, { value }) => setCount(value)}
          />
        </Field>
        <Select
          size="small"
          aria-label="Unit of the clock’s error"
          value={unit}
          onChange={(_, { value }) => isUnit(value) && setUnit(value)}
        >
          {Object.keys(SKEW_UNITS).map((name) => (
            <option key={name}>{name}</option>
          ))}
        </Select>
        <Button size="small" type="submit" aria-label="Set clock" disabledFocusable={ms === undefined}>
          Set
        </Button>
      </form>
      {clockSkewMs === 0 ? null : (
        <ControlRow name="Correct clock" hint="Sets it right again." onDo={() => actions.setClockSkew(0)} />
      )}
    </>
  );
}

function RestoreRow({ actions }: DeviceProps) {
  const [withStorage, setWithStorage] = useState(false);
  return (
    <>
      <ControlRow
        name="Restore on a new phone"
        hint="The person restores a backup on a new phone of this kind: another token, nobody asked yet."
        onDo={() => actions.restore({ withStorage })}
      />
      <Checkbox
        className="control-option"
        label="The app’s storage is part of backups"
        checked={withStorage}
        onChange={(_, { checked }) => setWithStorage(checked === true)}
      />
    </>
  );
}
