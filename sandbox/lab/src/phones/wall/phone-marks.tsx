import { Badge, Tooltip } from '@fluentui/react-components';
import type { Phone } from '../../../../src/control/wire.ts';
import { conditionsOf } from '../words.ts';

/** What is unusual about a phone, one mark each. */
export function PhoneMarks({ phone }: { phone: Phone }) {
  return conditionsOf(phone).map(({ name, meaning }) => (
    <Tooltip key={name} content={meaning} relationship="description">
      <Badge className="phone-mark" appearance="tint" color="warning">
        {name}
      </Badge>
    </Tooltip>
  ));
}
