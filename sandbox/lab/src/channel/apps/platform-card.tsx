import {
  Body1Strong,
  Caption1,
  MessageBar,
  MessageBarBody,
  MessageBarTitle,
  Switch,
} from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { MobileApp } from '../../../../src/control/channel-wire.ts';
import { useLab } from '../../lab-context.ts';
import { modeNames, type Platform, platformNames, reasonWords, validationAbout } from '../words.ts';
import { ValidationBadge } from './validation-badge.tsx';

interface PlatformCardProps {
  app: MobileApp;
  platform: Platform;
  onChanged(): void;
}

/** One platform of a mobile app: its state, its switch, and what may be seen of its credentials. */
export function PlatformCard({ app, platform, onChanged }: PlatformCardProps) {
  const { client, notices } = useLab();
  const name = platformNames[platform];
  const id = `app-${platform}`;
  const validation = app.validation[platform];
  const change = async (on: boolean) => {
    await notices.watch(client.switchPlatforms(app.mobileAppId, { [platform]: on }));
    onChanged();
  };
  if (!app.platforms.includes(platform))
    return (
      <section className="platform-card" aria-labelledby={id}>
        <Body1Strong as="h3" id={id}>
          {name}
        </Body1Strong>
        <Caption1 block>No credentials: this app is not for {name}. Edit to add them.</Caption1>
      </section>
    );
  const active = app.active.includes(platform);
  return (
    <section className="platform-card" aria-labelledby={id}>
      <div className="platform-head">
        <Body1Strong as="h3" id={id}>
          {name}
        </Body1Strong>
        <ValidationBadge state={validation.state} />
        <Switch
          label={active ? 'On' : 'Off'}
          aria-label={`${name} is on`}
          checked={active}
          onChange={(_, { checked }) => void change(checked)}
        />
      </div>
      <Caption1 block role="status">
        {active
          ? validationAbout[validation.state]
          : `Switched off: nothing is sent to ${name}, and its registrations are refused.`}
      </Caption1>
      {validation.state === 'invalid' ? (
        <Refused platform={platform} reason={validation.reason ?? ''} />
      ) : null}
      <dl className="channel-facts">
        {platform === 'ios' ? <IosFacts app={app} /> : <AndroidFacts app={app} />}
      </dl>
    </section>
  );
}

function Refused({ platform, reason }: { platform: Platform; reason: string }) {
  const words = reasonWords(platform, reason);
  return (
    <MessageBar intent="error" layout="multiline">
      <MessageBarBody>
        <MessageBarTitle>{words?.cause ?? 'The push service says why:'}</MessageBarTitle> {words?.remedy}{' '}
        <code className="channel-reason">{reason}</code>
      </MessageBarBody>
    </MessageBar>
  );
}

function IosFacts({ app }: { app: MobileApp }) {
  const { ios } = app.settings;
  if (!ios) return null;
  return (
    <>
      <Fact name="Application mode">{modeNames[ios.applicationMode]}</Fact>
      <Fact name="Authentication">
        {ios.authenticationMode === 'token' ? 'Token (signing key)' : 'Certificate'}
      </Fact>
      <Fact name="Bundle id">{ios.bundleId}</Fact>
      {ios.teamId ? <Fact name="Team id">{ios.teamId}</Fact> : null}
      {ios.keyId ? <Fact name="Key id">{ios.keyId}</Fact> : null}
    </>
  );
}

function AndroidFacts({ app }: { app: MobileApp }) {
  const { android } = app.settings;
  if (!android) return null;
  return (
    <>
      <Fact name="Firebase project">{android.projectId}</Fact>
      <Fact name="Service account">{android.clientEmail}</Fact>
    </>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
