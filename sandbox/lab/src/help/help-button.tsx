import { Button, Tooltip, useRestoreFocusTarget } from '@fluentui/react-components';
import { QuestionCircleRegular } from '@fluentui/react-icons/svg/question-circle';
import { lazy, Suspense } from 'react';
import { useParameter } from '../address.ts';
import { PanelFrame } from '../panel-frame.tsx';
import { useSeen } from '../use-seen.ts';

const HelpDrawer = lazy(async () => ({ default: (await import('./help-drawer.tsx')).HelpDrawer }));

/** Opens the help; `?help=TOPIC` in the address opens it at a topic. */
export function HelpButton() {
  const [topic, open] = useParameter('help');
  const seen = useSeen(topic !== '');
  return (
    <>
      <Tooltip content="Help" relationship="label">
        <Button
          {...useRestoreFocusTarget()}
          appearance="subtle"
          icon={<QuestionCircleRegular />}
          onClick={() => open('all', true)}
        />
      </Tooltip>
      {seen ? (
        <PanelFrame>
          <Suspense fallback={null}>
            <HelpDrawer topic={topic} onTopic={open} />
          </Suspense>
        </PanelFrame>
      ) : null}
    </>
  );
}
