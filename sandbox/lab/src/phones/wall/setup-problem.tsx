import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
} from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { useLab } from '../../lab-context.ts';
import { useStore } from '../../store.ts';
import { MOST } from './order.ts';

const list = new Intl.ListFormat('en', { type: 'conjunction' });

/** What could not be had of the setup in the page's address. */
export function SetupProblemMessage({ onChoose }: { onChoose(): void }) {
  const { wall } = useLab();
  const { problem } = useStore(wall);
  if (!problem) return null;
  const { unknown, known, tooMany } = problem;
  return (
    <MessageBar intent="warning" layout="multiline" className="wall-problem">
      <MessageBarBody>
        <MessageBarTitle>
          {unknown.length > 0
            ? 'The link names phones that are not here.'
            : 'The link names too many phones.'}
        </MessageBarTitle>{' '}
        {unknown.length > 0
          ? `This sandbox knows no profile ${list.format(unknown.map((id) => `“${id}”`))}. It knows ${list.format(known)}. `
          : null}
        {tooMany > 0
          ? `A wall holds ${MOST} phones: the last ${tooMany === 1 ? 'one was' : `${tooMany} were`} left out.`
          : null}
      </MessageBarBody>
      <MessageBarActions
        containerAction={
          <Button
            appearance="transparent"
            aria-label="Dismiss"
            icon={<DismissRegular />}
            onClick={wall.dismissProblem}
          />
        }
      >
        {unknown.length > 0 ? <Button onClick={onChoose}>Choose phones</Button> : null}
      </MessageBarActions>
    </MessageBar>
  );
}
