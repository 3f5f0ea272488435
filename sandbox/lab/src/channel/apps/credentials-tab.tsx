import { Body1, Button, Caption1 } from '@fluentui/react-components';
import { useState } from 'react';
import type { MobileApp } from '../../../../src/control/channel-wire.ts';
import { useLab } from '../../lab-context.ts';
import { useBefore, useLostFocus } from '../../lost-focus.ts';
import { AppForm } from '../form/app-form.tsx';
import { draftOf } from '../form/draft.ts';
import { PlatformCard } from './platform-card.tsx';

interface CredentialsTabProps {
  app: MobileApp;
  onChanged(): void;
}

/** What is saved, what the providers say about it, and the way to change it. */
export function CredentialsTab({ app, onChanged }: CredentialsTabProps) {
  const { client, notices } = useLab();
  const [editing, setEditing] = useState(false);
  const editButton = useLostFocus(useBefore(editing) === true);
  const [checking, setChecking] = useState(false);
  const check = async () => {
    setChecking(true);
    await notices.watch(client.validateCredentials(app.mobileAppId));
    onChanged();
    setChecking(false);
  };
  if (editing)
    return (
      <AppForm
        initial={draftOf(app)}
        saved={app}
        submitLabel="Save and check"
        onSave={(save) => client.changeMobileApp(app.mobileAppId, save)}
        onSaved={() => {
          setEditing(false);
          onChanged();
        }}
        onCancel={() => setEditing(false)}
      />
    );
  return (
    <div className="credentials">
      {(['ios', 'android'] as const).map((platform) => (
        <PlatformCard key={platform} app={app} platform={platform} onChanged={onChanged} />
      ))}
      <div className="channel-buttons">
        <Button ref={editButton} onClick={() => setEditing(true)}>
          Edit credentials
        </Button>
        <Button disabledFocusable={checking} onClick={() => void check()}>
          {checking ? 'Checking …' : 'Check again'}
        </Button>
      </div>
      <Caption1 as="p" className="channel-note">
        Keys, certificates and passwords are not shown again once they are saved. Wrong credentials can be
        saved: Dynamics asks the push service afterwards, and every registration asks it again.
      </Caption1>
      {app.ofTheSandbox ? (
        <Body1 as="p" className="channel-note">
          The phones of the lab register here. Spoil these credentials to see what that does to a
          registration; the practice files bring good ones back.
        </Body1>
      ) : null}
    </div>
  );
}
