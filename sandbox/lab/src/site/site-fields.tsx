import { Field, Input, Textarea } from '@fluentui/react-components';
import type { Read } from './site-address.ts';
import type { Tried } from './use-tried.ts';

export interface SiteFieldsProps {
  typed: string;
  setTyped(typed: string): void;
  allowed: string;
  setAllowed(allowed: string): void;
  site: Read<{ url: string }>;
  origins: Read<{ origins: string[] }>;
  tried: Tried | undefined;
  /** The phones show this address now. */
  isPresent: boolean;
}

/** The address, tried as it is typed, and the further origins. */
export function SiteFields(props: SiteFieldsProps) {
  const { typed, setTyped, allowed, setAllowed, site, origins, tried } = props;
  return (
    <>
      <Field label="Address of your site" {...stateOf(props)}>
        <Input
          type="url"
          inputMode="url"
          autoComplete="off"
          spellCheck={false}
          placeholder="http://localhost:3000"
          value={typed}
          aria-busy={'url' in site && tried === 'asking'}
          onChange={(_, { value }) => setTyped(value)}
        />
      </Field>
      <Field
        label="Further origins of the app (optional)"
        hint="One per line, such as https://account.example.com. Their pages are shown in the app and may use push."
        {...('mistake' in origins ? { validationState: 'error', validationMessage: origins.mistake } : {})}
      >
        <Textarea
          value={allowed}
          rows={2}
          spellCheck={false}
          onChange={(_, { value }) => setAllowed(value)}
        />
      </Field>
    </>
  );
}

function stateOf({ typed, site, tried, isPresent }: SiteFieldsProps) {
  if ('mistake' in site)
    return typed.trim() === '' ? said('none', site.mistake) : said('error', site.mistake);
  if (tried === undefined || tried === 'asking') return said('none', `Asking ${site.url} …`);
  const { ok, message, remedy = '' } = tried;
  const shown = isPresent ? ' The phones show it now.' : '';
  return said(ok ? 'success' : 'warning', `${message} ${remedy}${shown}`.trim());
}

/** Read out when it changes; at once where something must be corrected. */
const said = (validationState: 'none' | 'error' | 'success' | 'warning', children: string) => ({
  validationState,
  validationMessage: { children, role: validationState === 'error' ? 'alert' : 'status' },
});
