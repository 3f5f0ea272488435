import { FluentProvider, webDarkTheme, webLightTheme } from '@fluentui/react-components';
import { useLab } from './lab-context.ts';
import { LabHeader } from './lab-header.tsx';
import { LabMessages } from './lab-messages.tsx';
import { LabPanels } from './lab-panels.tsx';
import { PanelFrame } from './panel-frame.tsx';
import { useStore } from './store.ts';

/** The whole lab: header, messages, phones and the panels beside them. */
export function LabPage() {
  const dark = useStore(useLab().theme.dark);
  return (
    <FluentProvider theme={dark ? webDarkTheme : webLightTheme}>
      <PanelFrame>
        <div className="lab">
          <LabHeader />
          <LabMessages />
          <LabPanels />
        </div>
      </PanelFrame>
    </FluentProvider>
  );
}
