import { Button, Tooltip } from '@fluentui/react-components';
import { QuestionCircleRegular } from '@fluentui/react-icons/svg/question-circle';
import { lazy, Suspense } from 'react';
import { useParameter } from '../address.ts';
import { useSeen } from '../use-seen.ts';

const HelpDrawer = lazy(async () => ({ default: (await import('./help-drawer.tsx')).HelpDrawer }));

/** Opens the help; `?help=TOPIC` in the address opens it at a topic. */
export function HelpButton() {
  const [topic, open] = useParameter('help');
  const seen = useSeen(topic !== '');
  return (
    <>
      <Tooltip content="Help" relationship="label">
        <Button appearance="subtle" icon={<QuestionCircleRegular />} onClick={() => open('all', true)} />
      </Tooltip>
      {seen ? (
        <Suspense fallback={null}>
          <HelpDrawer topic={topic} onTopic={open} />
        </Suspense>
      ) : null}
    </>
  );
}
