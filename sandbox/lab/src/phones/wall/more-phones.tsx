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
import { Mark } from './phone-switcher.tsx';

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
  const asking = others.some(({ dialog }) => dialog !== null);
  const label = others.length === 1 ? '1 more phone' : `${others.length} more phones`;
  return (
    <Menu positioning={{ autoSize: 'height' }}>
      <MenuTrigger disableButtonEnhancement>
        <Button
          size={short ? 'medium' : 'small'}
          appearance="subtle"
          className="wall-more"
          aria-label={asking ? `${label}, one is asking for permission` : label}
        >
          {short ? `+${others.length}` : label}
          {asking ? <CounterBadge dot color="danger" className="wall-asking" /> : null}
        </Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuGroup>
            <MenuGroupHeader>{last ? `Show, in place of ${last}` : 'Show on the wall'}</MenuGroupHeader>
            {others.map((phone) => (
              <MenuItem
                key={phone.id}
                onClick={() => wall.show(phone.id)}
                subText={`${osOf(phone)} · ${stateOf(phone)}`}
                secondaryContent={<Mark phone={phone} />}
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
