import {
  Badge,
  Body1,
  Button,
  Caption1,
  Link,
  MessageBar,
  MessageBarBody,
  Subtitle2,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableHeaderCell,
  TableRow,
} from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons/svg/add';
import type { MobileApp } from '../../../../src/control/channel-wire.ts';
import { useLostFocus } from '../../lost-focus.ts';
import { PracticeFiles } from '../practice/practice-files.tsx';
import { type Platform, platformNames } from '../words.ts';
import { ValidationBadge } from './validation-badge.tsx';

interface AppListProps {
  apps: readonly MobileApp[];
  /** What the address names and Dynamics does not have; empty for nothing. */
  missing: string;
  /** What was shown before: the id of an app, or `new`. */
  left: string | undefined;
  onOpen(id: string): void;
}

/** The mobile app configurations, as in Settings > Customer engagement > Push notifications. */
export function AppList({ apps, missing, left, onOpen }: AppListProps) {
  return (
    <div className="channel">
      <header className="channel-head">
        <div>
          <Subtitle2 as="h2" block id="apps-title">
            Mobile apps
          </Subtitle2>
          <Caption1 block className="channel-place">
            In Dynamics: Settings &gt; Customer engagement &gt; Push notifications
          </Caption1>
        </div>
        <Button
          ref={useLostFocus(left === 'new')}
          appearance="primary"
          icon={<AddRegular />}
          onClick={() => onOpen('new')}
        >
          New mobile app
        </Button>
      </header>
      {missing ? (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>
            The link names a mobile app that this sandbox does not have; perhaps it belongs to another run.
          </MessageBarBody>
        </MessageBar>
      ) : null}
      <Body1 as="p" className="channel-lead">
        A mobile app holds what Dynamics needs to push to your app: a key of Apple’s, a service account of
        Google’s, and the access tokens for your gateway. The first one is the sandbox’s own; make another to
        see how it is done in your tenant.
      </Body1>
      <Table aria-labelledby="apps-title" className="apps-table" size="small">
        <TableHeader>
          <TableRow>
            <TableHeaderCell>Name</TableHeaderCell>
            <TableHeaderCell>Credential validation</TableHeaderCell>
            <TableHeaderCell>Devices</TableHeaderCell>
          </TableRow>
        </TableHeader>
        <TableBody>
          {apps.map((app) => (
            <AppRow key={app.mobileAppId} app={app} isLeft={app.mobileAppId === left} onOpen={onOpen} />
          ))}
        </TableBody>
      </Table>
      <PracticeFiles />
    </div>
  );
}

interface AppRowProps {
  app: MobileApp;
  isLeft: boolean;
  onOpen(id: string): void;
}

function AppRow({ app, isLeft, onOpen }: AppRowProps) {
  return (
    <TableRow>
      <TableCell>
        <Link ref={useLostFocus(isLeft)} as="button" onClick={() => onOpen(app.mobileAppId)}>
          {app.name}
        </Link>
        {app.ofTheSandbox ? (
          <>
            {' '}
            <Badge appearance="outline" color="informative">
              used by the phones
            </Badge>
          </>
        ) : null}
      </TableCell>
      <TableCell>
        <span className="apps-states">
          {app.platforms.map((platform) => (
            <PlatformState key={platform} app={app} platform={platform} />
          ))}
        </span>
      </TableCell>
      <TableCell>{app.devices}</TableCell>
    </TableRow>
  );
}

function PlatformState({ app, platform }: { app: MobileApp; platform: Platform }) {
  return (
    <span className="apps-state">
      <Caption1>{platformNames[platform]}</Caption1>
      {app.active.includes(platform) ? (
        <ValidationBadge state={app.validation[platform].state} />
      ) : (
        <Badge appearance="tint" color="warning">
          Switched off
        </Badge>
      )}
    </span>
  );
}
