import { Caption1, Subtitle2 } from '@fluentui/react-components';
import { HelpButton } from './help/help-button.tsx';
import { useLab } from './lab-context.ts';
import { SiteControl } from './site/site-control.tsx';
import { useStore } from './store.ts';
import { ThemeMenu } from './theme-menu.tsx';

const statusText = {
  connecting: 'Connecting',
  open: 'Live',
  lost: 'Connection lost',
  refused: 'Disconnected',
} as const;

export function LabHeader() {
  const lab = useLab();
  const status = useStore(lab.connection.status);
  return (
    <header className="lab-header">
      <img src="/lab.svg" alt="" width="28" height="28" />
      <Subtitle2 as="h1">Device Lab</Subtitle2>
      <SiteControl />
      <span className="lab-status" data-status={status} role="status">
        <span className="lab-status-dot" aria-hidden="true" />
        <Caption1>{statusText[status]}</Caption1>
      </span>
      <HelpButton />
      <ThemeMenu />
    </header>
  );
}
