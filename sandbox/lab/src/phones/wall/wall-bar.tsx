import { Button, Tooltip, useRestoreFocusTarget } from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons/svg/add';
import { CheckmarkRegular } from '@fluentui/react-icons/svg/checkmark';
import { LinkRegular } from '@fluentui/react-icons/svg/link';
import { RectanglePortraitRegular } from '@fluentui/react-icons/svg/rectangle-portrait';
import type { ReactNode } from 'react';
import type { Phone } from '../../../../src/control/wire.ts';
import { useCopying } from '../../copying.ts';
import { useLab } from '../../lab-context.ts';
import { useStore } from '../../store.ts';
import { ADD_BUTTON } from './focus.ts';
import { MorePhones } from './more-phones.tsx';
import { linkOf } from './setup.ts';

interface WallBarProps {
  shown: readonly Phone[];
  others: readonly Phone[];
  /** One at a time, because there is room for no more. */
  narrow: boolean;
  /** One at a time, because the person wants it so. */
  single: boolean;
  onSingle(single: boolean): void;
  onAdd(): void;
  children: ReactNode;
}

/** What can be done with the wall as a whole. */
export function WallBar({ shown, others, narrow, single, onSingle, onAdd, children }: WallBarProps) {
  const focusTarget = useRestoreFocusTarget();
  return (
    <div className="wall-bar">
      <div className="wall-bar-phones">{children}</div>
      <MorePhones shown={shown} others={others} short={narrow} />
      {narrow ? (
        <Tooltip content="Add a phone" relationship="label">
          <Button
            {...focusTarget}
            id={ADD_BUTTON}
            appearance="subtle"
            icon={<AddRegular />}
            onClick={onAdd}
          />
        </Tooltip>
      ) : (
        <Button
          {...focusTarget}
          id={ADD_BUTTON}
          size="small"
          appearance="subtle"
          icon={<AddRegular />}
          onClick={onAdd}
        >
          Add a phone
        </Button>
      )}
      {narrow || shown.length < 2 ? null : (
        <Tooltip content={single ? 'Show all phones' : 'One phone at a time, larger'} relationship="label">
          <Button
            size="small"
            appearance="subtle"
            icon={<RectanglePortraitRegular />}
            aria-pressed={single}
            onClick={() => onSingle(!single)}
          />
        </Tooltip>
      )}
      <CopySetup shown={shown} small={!narrow} />
    </div>
  );
}

function CopySetup({ shown, small }: { shown: readonly Phone[]; small: boolean }) {
  const info = useStore(useLab().info);
  const link = `${location.origin}${location.pathname}${linkOf(shown, info)}`;
  const { done, said, copy } = useCopying(link);
  return (
    <>
      <Tooltip content={done ? 'Link copied' : said || 'Copy link to this setup'} relationship="label">
        <Button
          size={small ? 'small' : 'medium'}
          appearance="subtle"
          disabledFocusable={!info || shown.length === 0}
          icon={done ? <CheckmarkRegular /> : <LinkRegular />}
          onClick={copy}
        />
      </Tooltip>
      <span className="visually-hidden" role="status">
        {said}
      </span>
    </>
  );
}
