import { Badge, Button, Subtitle2, Tab, TabList } from '@fluentui/react-components';
import { ArrowLeftRegular } from '@fluentui/react-icons/svg/arrow-left';
import type { MobileApp } from '../../../../src/control/channel-wire.ts';
import { useParameter } from '../../address.ts';
import { useLostFocus } from '../../lost-focus.ts';
import { useSeen } from '../../use-seen.ts';
import { DeveloperTab } from '../developer/developer-tab.tsx';
import type { Generated } from '../developer/new-token.tsx';
import { DeviceTable } from '../devices/device-table.tsx';
import { CredentialsTab } from './credentials-tab.tsx';

interface AppDetailProps {
  app: MobileApp;
  /** It was opened from the list, not by a link. */
  fromList: boolean;
  onChanged(): void;
  onGenerated(token: Generated): void;
  onBack(): void;
}

const TABS = [
  ['credentials', 'Credentials'],
  ['developer', 'Developer information'],
  ['devices', 'Mobile devices'],
] as const;

/** One mobile app, with the tabs that Dynamics has. */
export function AppDetail({ app, fromList, onChanged, onGenerated, onBack }: AppDetailProps) {
  const [named, open] = useParameter('mobile-part');
  const shown = TABS.find(([name]) => name === named)?.[0] ?? 'credentials';
  const developed = useSeen(shown === 'developer');
  return (
    <div className="channel">
      <header className="channel-head">
        <div className="channel-title">
          <Button
            ref={useLostFocus(fromList)}
            appearance="subtle"
            icon={<ArrowLeftRegular />}
            aria-label="All mobile apps"
            onClick={onBack}
          />
          <Subtitle2 as="h2">{app.name}</Subtitle2>
          {app.ofTheSandbox ? (
            <Badge appearance="outline" color="informative">
              used by the phones
            </Badge>
          ) : null}
        </div>
      </header>
      <TabList
        className="channel-tabs"
        size="small"
        aria-label={`Parts of ${app.name}`}
        selectedValue={shown}
        onTabSelect={(_, { value }) => open(value === 'credentials' ? '' : String(value))}
      >
        {TABS.map(([name, title]) => (
          <Tab key={name} id={`app-tab-${name}`} value={name} aria-controls="app-part">
            {title}
          </Tab>
        ))}
      </TabList>
      <div id="app-part" role="tabpanel" aria-labelledby={`app-tab-${shown}`}>
        {/* These stay, so that nothing that was entered or told is lost. */}
        <div hidden={shown !== 'credentials'}>
          <CredentialsTab app={app} onChanged={onChanged} />
        </div>
        <div hidden={shown !== 'developer'}>
          {developed ? <DeveloperTab app={app} onGenerated={onGenerated} /> : null}
        </div>
        {shown === 'devices' ? <DeviceTable app={app} /> : null}
      </div>
    </div>
  );
}
