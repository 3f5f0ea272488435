import {
  Button,
  Menu,
  MenuGroup,
  MenuGroupHeader,
  MenuItemCheckbox,
  MenuList,
  MenuPopover,
  MenuTrigger,
} from '@fluentui/react-components';
import { ChevronDownRegular } from '@fluentui/react-icons/svg/chevron-down';
import { MOST } from '../../phones/wall/order.ts';
import type { Target } from './targets.ts';

interface PhoneChoiceProps {
  targets: readonly Target[];
  chosen: readonly Target[];
  onChoose(keys: string[]): void;
}

/** Which phones are checked. */
export function PhoneChoice({ targets, chosen, onChoose }: PhoneChoiceProps) {
  const there = targets.filter(({ id }) => id !== undefined);
  const lacking = targets.filter(({ id }) => id === undefined);
  const isFull = chosen.length >= MOST;
  const choice = (target: Target) => (
    <Choice key={target.key} target={target} disabled={isFull && !chosen.includes(target)} />
  );
  return (
    <Menu
      checkedValues={{ phones: chosen.map(({ key }) => key) }}
      onCheckedValueChange={(_, { checkedItems }) => onChoose(checkedItems)}
      persistOnItemClick
    >
      <MenuTrigger disableButtonEnhancement>
        <Button size="small" icon={<ChevronDownRegular />} iconPosition="after">
          {wordsOf(chosen)}
        </Button>
      </MenuTrigger>
      <MenuPopover className="phone-choice">
        <MenuList>
          <MenuGroup>
            <MenuGroupHeader>Phones of the sandbox</MenuGroupHeader>
            {there.map(choice)}
          </MenuGroup>
          {lacking.length > 0 ? (
            <MenuGroup>
              <MenuGroupHeader>New phones</MenuGroupHeader>
              {lacking.map(choice)}
            </MenuGroup>
          ) : null}
          {isFull ? (
            <MenuGroup>
              <MenuGroupHeader>{`${MOST} phones at a time: the wall holds no more.`}</MenuGroupHeader>
            </MenuGroup>
          ) : null}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}

interface ChoiceProps {
  target: Target;
  disabled: boolean;
}

function Choice({ target: { key, name, os, onWall, id }, disabled }: ChoiceProps) {
  return (
    <MenuItemCheckbox
      disabled={disabled}
      name="phones"
      value={key}
      secondaryContent={id && !onWall ? `${os}, not on the wall` : os}
    >
      {name}
    </MenuItemCheckbox>
  );
}

const wordsOf = (chosen: readonly Target[]): string => {
  if (chosen.length === 0) return 'No phone chosen';
  return chosen.length === 1 ? `On ${chosen[0]?.name}` : `On ${chosen.length} phones`;
};
