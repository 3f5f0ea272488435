import { Button, Tooltip } from '@fluentui/react-components';
import { CheckmarkRegular } from '@fluentui/react-icons/svg/checkmark';
import { CopyRegular } from '@fluentui/react-icons/svg/copy';
import { useCopying } from './copying.ts';

/** A long value, cut to fit, with a button that copies the whole of it. */
export function CopyValue({ value, name }: { value: string; name: string }) {
  const { done, said, copy } = useCopying(value);
  return (
    <span className="copy-value">
      <code title={value}>{value}</code>
      <Tooltip content={said || `Copy ${name}`} relationship="label">
        <Button
          size="small"
          appearance="subtle"
          icon={done ? <CheckmarkRegular /> : <CopyRegular />}
          onClick={copy}
        />
      </Tooltip>
      <span className="visually-hidden" role="status">
        {said}
      </span>
    </span>
  );
}
