import {
  Button,
  Menu,
  MenuGroup,
  MenuGroupHeader,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
} from '@fluentui/react-components';
import { BracesVariableRegular } from '@fluentui/react-icons/svg/braces-variable';
import type { Attribute } from './placeholders.ts';

interface InsertPlaceholderProps {
  /** Of the field that it is for. */
  field: string;
  attributes: readonly Attribute[];
  onInsert(placeholder: string): void;
}

/** A menu of what can stand in a field for each person. */
export function InsertPlaceholder({ field, attributes, onInsert }: InsertPlaceholderProps) {
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <Button
          size="small"
          appearance="subtle"
          icon={<BracesVariableRegular />}
          aria-label={`Personalise ${field}`}
          title="Personalise"
        />
      </MenuTrigger>
      <MenuPopover className="compose-attributes">
        <MenuList>
          <MenuGroup>
            <MenuGroupHeader>Filled in for each person</MenuGroupHeader>
            {attributes.map(({ name, label }) => (
              <MenuItem key={name} secondaryContent={name} onClick={() => onInsert(`{{${name}}}`)}>
                {label}
              </MenuItem>
            ))}
          </MenuGroup>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
