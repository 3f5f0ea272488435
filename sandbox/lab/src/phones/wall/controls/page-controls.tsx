import type { DeviceProps } from '../../device-props.ts';
import { ControlRow, ControlSection } from './control-rows.tsx';
import { ValueRow } from './value-row.tsx';
import { whyNot } from './why-not.ts';

/** The page in the app's WebView. */
export function PageControls({ phone, actions }: DeviceProps) {
  const why = whyNot.load(phone);
  return (
    <ControlSection title="Page">
      <ControlRow
        name="Load start page"
        hint="Goes to the page that the app starts with."
        why={why}
        onDo={actions.openStartPage}
      />
      <ControlRow name="Reload" hint="Loads the page once more." why={why} onDo={actions.reload} />
      <ValueRow
        label="Page"
        hint="A path of the site, or an address."
        value=""
        placeholder="/orders/42"
        action="Load"
        why={why}
        // What was loaded stays written, for another try.
        onSet={async (to) => void (await actions.load(to))}
      />
    </ControlSection>
  );
}
