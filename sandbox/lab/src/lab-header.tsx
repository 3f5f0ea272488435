import { Caption1, Subtitle2 } from '@fluentui/react-components';
import { useLab } from './lab-context.ts';
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
  const info = useStore(lab.info);
  return (
    <header className="lab-header">
      <img src="/lab.svg" alt="" width="28" height="28" />
      <Subtitle2 as="h1">Device Lab</Subtitle2>
      {info && (
        <Caption1 className="lab-site" title={info.site}>
          <span className="lab-site-label">Site in the phones:</span>{' '}
          {info.builtInPage ? 'built-in page' : info.site}
        </Caption1>
      )}
      <span className="lab-status" data-status={status} role="status">
        <span className="lab-status-dot" aria-hidden="true" />
        <Caption1>{statusText[status]}</Caption1>
      </span>
      <ThemeMenu />
    </header>
  );
}
