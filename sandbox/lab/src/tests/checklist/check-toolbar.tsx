import { Button, Field, Input, Select } from '@fluentui/react-components';
import { PlayRegular } from '@fluentui/react-icons/svg/play';
import { StopRegular } from '@fluentui/react-icons/svg/stop';
import type { Checklist, PageKind } from '../../../../src/control/check-wire.ts';
import { pageWords } from '../words.ts';
import { PhoneChoice } from './phone-choice.tsx';
import type { Target } from './targets.ts';
import type { Checks } from './use-checks.ts';

interface CheckToolbarProps {
  checklist: Checklist;
  checks: Checks;
  targets: readonly Target[];
  chosen: readonly Target[];
  busy: boolean;
  page: PageKind;
  link: string;
  onChoose(keys: string[]): void;
  onPage(page: PageKind): void;
  onLink(link: string): void;
  onStart(): void;
  onStop(): void;
}

/** What is run, on which phones and from which page; begin and stop. */
export function CheckToolbar(props: CheckToolbarProps) {
  const { checklist, checks, targets, chosen, busy, page, link, onChoose, onPage, onLink } = props;
  const own = checklist.pages.includes('app');
  const linkError = link === '' || link.startsWith('/') ? undefined : 'A path, such as /orders/42';
  return (
    <div className="check-toolbar">
      {checks.underWay ? (
        <Button size="small" icon={<StopRegular />} onClick={props.onStop}>
          Stop
        </Button>
      ) : (
        <Button
          size="small"
          appearance="primary"
          icon={<PlayRegular />}
          disabledFocusable={busy || chosen.length === 0 || linkError !== undefined}
          onClick={props.onStart}
        >
          Run all items
        </Button>
      )}
      <PhoneChoice {...{ targets, chosen, onChoose }} />
      {checklist.pages.length > 1 ? (
        <Select
          size="small"
          aria-label="Page"
          value={page}
          onChange={(_, { value }) => onPage(value as PageKind)}
        >
          {checklist.pages.map((kind) => (
            <option key={kind} value={kind}>
              {pageWords[kind]}
            </option>
          ))}
        </Select>
      ) : null}
      {own ? (
        <Field
          className="check-link"
          size="small"
          label="Test pushes lead to"
          hint="A path of your site that a stranger can see and that is not its start page. Empty: the start page with another query."
          validationMessage={linkError}
        >
          <Input
            size="small"
            placeholder="/orders/42"
            value={link}
            onChange={(_, { value }) => onLink(value)}
          />
        </Field>
      ) : null}
    </div>
  );
}
