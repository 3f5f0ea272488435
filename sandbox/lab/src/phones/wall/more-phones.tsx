import {
  Button,
  CounterBadge,
  Menu,
  MenuGroup,
  MenuGroupHeader,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
} from '@fluentui/react-components';
import type { Phone } from '../../../../src/control/wire.ts';
import { useLab } from '../../lab-context.ts';
import { osOf, stateOf } from '../words.ts';
import { MOST } from './order.ts';

interface MorePhonesProps {
  shown: readonly Phone[];
  others: readonly Phone[];
  /** Without words around the number. */
  short: boolean;
}

/** The phones that are not on the wall; picking one brings it there. */
export function MorePhones({ shown, others, short }: MorePhonesProps) {
  const { wall } = useLab();
  if (others.length === 0) return null;
  const last = shown.length >= MOST ? shown.at(-1)?.name : undefined;
  const label = others.length === 1 ? '1 more phone' : `${others.length} more phones`;
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <Button
          size={short ? 'medium' : 'small'}
          appearance="subtle"
          className="wall-more"
          aria-label={label}
        >
          {short ? `+${others.length}` : label}
        </Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList className="more-list">
          <MenuGroup>
            <MenuGroupHeader>{last ? `Show, in place of ${last}` : 'Show on the wall'}</MenuGroupHeader>
            {others.map((phone) => (
              <MenuItem
                key={phone.id}
                onClick={() => wall.show(phone.id)}
                subText={`${osOf(phone)} · ${stateOf(phone)}`}
                secondaryContent={
                  phone.tray.length > 0 ? (
                    <CounterBadge
                      size="small"
                      count={phone.tray.length}
                      aria-label={`${phone.tray.length} notifications`}
                    />
                  ) : null
                }
              >
                {phone.name}
              </MenuItem>
            ))}
          </MenuGroup>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
