import { MenuItem } from '@fluentui/react-components';
import { ArrowLeftRegular } from '@fluentui/react-icons/svg/arrow-left';
import { ArrowRightRegular } from '@fluentui/react-icons/svg/arrow-right';
import { DeleteRegular } from '@fluentui/react-icons/svg/delete';
import { EyeOffRegular } from '@fluentui/react-icons/svg/eye-off';
import type { Phone } from '../../../../src/control/wire.ts';
import { useLab } from '../../lab-context.ts';
import { focusOnWall } from './focus.ts';
import type { Place } from './place.ts';

/** Moves a phone on the wall, or takes it away. */
export function PlaceItems({ phone, at, of, onRemove }: Place & { phone: Phone; onRemove(): void }) {
  const { wall } = useLab();
  const hide = () => {
    wall.hide(phone.id);
    focusOnWall();
  };
  return (
    <>
      <MenuItem icon={<ArrowLeftRegular />} disabled={at === 0} onClick={() => wall.move(phone.id, at - 1)}>
        Move left
      </MenuItem>
      <MenuItem
        icon={<ArrowRightRegular />}
        disabled={at === of - 1}
        onClick={() => wall.move(phone.id, at + 1)}
      >
        Move right
      </MenuItem>
      <MenuItem
        icon={<EyeOffRegular />}
        disabled={of === 1}
        onClick={hide}
        subText={of === 1 ? 'It is the only one.' : 'Its page closes; the phone goes on existing.'}
      >
        Take off the wall
      </MenuItem>
      <MenuItem icon={<DeleteRegular />} onClick={onRemove}>
        Remove phone …
      </MenuItem>
    </>
  );
}
