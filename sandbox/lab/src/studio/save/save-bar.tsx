import { Button, Caption1, Link, useRestoreFocusTarget } from '@fluentui/react-components';
import { useState } from 'react';
import { Confirm } from '../../confirm.tsx';
import { useBusy } from '../../use-busy.ts';
import { isChanged, isOutdated } from '../draft.ts';
import { FIELDS } from '../fields/groups.ts';
import { idOf } from '../form/id-of.ts';
import { countOf, mistakesOf } from '../mistakes.ts';
import { useStudio } from '../studio-context.ts';
import type { Shown } from './create-saving.ts';
import './save.css';
import { SaveDialog } from './save-dialog.tsx';

/** What became of the changes so far, and what can be done with them. Always in sight. */
export function SaveBar({ onBuild }: { onBuild(): void }) {
  const { studio, draft } = useStudio();
  const [shown, setShown] = useState<Shown>();
  const [, run] = useBusy();
  const [thenBuild, setThenBuild] = useState(false);
  const changed = isChanged(draft);
  const mistakes = draft.verdict?.mistakes ?? [];
  const ask = async (build: boolean) => {
    if (build && !changed) return onBuild();
    await run(async () => {
      setThenBuild(build);
      setShown(await studio.preview());
    });
    // Where it was refused, the file is another by now.
    await studio.refresh();
  };
  const save = async () => {
    if (!shown) return;
    const saved = await studio.save(shown);
    setShown(undefined);
    if (saved && thenBuild) onBuild();
  };
  const focusTarget = useRestoreFocusTarget();
  const canBuild = draft.project?.canBuild === true;
  return (
    <div className="studio-bar">
      <div className="studio-state">
        <Caption1 block role="status">
          {changed ? 'Changes not saved' : 'Saved'}
        </Caption1>
        {mistakes.length > 0 ? (
          <Link as="button" className="studio-error" onClick={() => showFirst(mistakes)}>
            Show the {mistakes.length === 1 ? 'mistake' : `first of ${countOf(mistakes.length)}`}
          </Link>
        ) : null}
      </div>
      <Confirm
        title="Discard the changes?"
        text="Everything that is not saved is lost: the form shows the file as it is."
        action="Discard"
        onConfirm={() => void studio.takeOver()}
      >
        <Button appearance="subtle" disabledFocusable={!changed}>
          Discard
        </Button>
      </Confirm>
      <Button {...focusTarget} disabledFocusable={!changed || isOutdated(draft)} onClick={() => ask(false)}>
        Save …
      </Button>
      {canBuild ? (
        <Button
          {...focusTarget}
          appearance="primary"
          disabledFocusable={mistakes.length > 0 || isOutdated(draft)}
          onClick={() => ask(true)}
        >
          {changed ? 'Save and rebuild …' : 'Rebuild'}
        </Button>
      ) : null}
      <SaveDialog
        preview={shown?.preview}
        action={thenBuild ? 'Save and rebuild' : 'Save'}
        onCancel={() => setShown(undefined)}
        onSave={save}
      />
    </div>
  );
}

/** Leads to the first field with a mistake, or to the list of those that no field shows. */
function showFirst(mistakes: Parameters<typeof mistakesOf>[0]): void {
  const field = FIELDS.find(({ name }) => mistakesOf(mistakes, name).length > 0);
  const place = document.getElementById(field ? idOf(field.name) : 'studio-other-mistakes');
  place?.scrollIntoView({ block: 'center' });
  (
    place?.querySelector<HTMLElement>('[aria-invalid=true], input:not([hidden]), select, button') ?? place
  )?.focus();
}
