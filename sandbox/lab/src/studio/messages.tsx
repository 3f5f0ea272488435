import {
  Body1,
  Button,
  Link,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
} from '@fluentui/react-components';
import type { StudioMistake, StudioProject } from '../../../src/control/studio-wire.ts';
import { isOutdated } from './draft.ts';
import { otherMistakes } from './mistakes.ts';
import { useStudio } from './studio-context.ts';

/** What is wrong with the file as a whole, and what somebody else has done to it. */
export function StudioMessages() {
  const { studio, draft } = useStudio();
  const { project, verdict } = draft;
  const others = otherMistakes(verdict?.mistakes ?? []);
  return (
    <div className="studio-messages">
      {project?.unreadable ? <Unreadable mistake={project.unreadable} /> : null}
      {isOutdated(draft) ? (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>
            <MessageBarTitle>The file was changed outside</MessageBarTitle>
            <br />
            Your changes here are kept. Take over what is in the file now, or keep yours: saving shows the
            difference first.
          </MessageBarBody>
          <MessageBarActions>
            {project?.unreadable ? null : (
              <Button onClick={() => studio.takeOver()}>Take over the file</Button>
            )}
            <Button onClick={() => studio.keepMine()}>Keep mine</Button>
          </MessageBarActions>
        </MessageBar>
      ) : null}
      {others.length > 0 && draft.content !== undefined ? <OtherMistakes mistakes={others} /> : null}
    </div>
  );
}

const Unreadable = ({ mistake: { where, came, remedy } }: { mistake: StudioMistake }) => (
  <MessageBar intent="error" layout="multiline">
    <MessageBarBody>
      <MessageBarTitle>{where} is not JSON</MessageBarTitle>
      <br />
      {came}. {remedy} It is read again as soon as it is corrected.
    </MessageBarBody>
  </MessageBar>
);

/** Of fields that the form does not have: most often mistyped ones. */
function OtherMistakes({ mistakes }: { mistakes: StudioMistake[] }) {
  const { studio } = useStudio();
  return (
    <MessageBar intent="error" layout="multiline">
      <MessageBarBody>
        <MessageBarTitle>{mistakes.length === 1 ? 'One more mistake' : 'More mistakes'}</MessageBarTitle>
        <ul id="studio-other-mistakes" className="studio-others" tabIndex={-1}>
          {mistakes.map(({ code, where, field, expected, came, remedy }) => (
            <li key={`${code} ${where}`}>
              <strong>{field ?? where}</strong>: {came}. Expected: {expected}. {remedy}{' '}
              {code === 'config-unknown-field' && field ? (
                <Link as="button" onClick={() => studio.change(field, undefined)}>
                  Remove {field}
                </Link>
              ) : null}
            </li>
          ))}
        </ul>
      </MessageBarBody>
    </MessageBar>
  );
}

/** There is nothing to edit yet. */
export function NoFile({ project }: { project: StudioProject }) {
  const { studio } = useStudio();
  return (
    <div className="panel-empty studio-none">
      <Body1 as="p">
        There is no <code>{project.file}</code> in <code>{project.folder}</code> yet.
      </Body1>
      <Body1 as="p">
        It says what your app is made of: its name and ids, its site, its push provider. It can begin with
        what this sandbox runs with; nothing is written before you have seen it and saved it.
      </Body1>
      <Button appearance="primary" onClick={() => studio.create()}>
        Create one here
      </Button>
      <Body1 as="p">
        Is it in another folder? Start the sandbox with <code className="studio-command">--project DIR</code>.
      </Body1>
    </div>
  );
}
