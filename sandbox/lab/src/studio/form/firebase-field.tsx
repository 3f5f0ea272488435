import { Badge, Caption1, Link, MessageBar, MessageBarBody } from '@fluentui/react-components';
import { useLab } from '../../lab-context.ts';
import { valueAt } from '../content.ts';
import type { FieldOf } from '../fields/field.ts';
import { useStudio } from '../studio-context.ts';
import { FileButtons } from './file-buttons.tsx';
import { PartsField } from './parts-field.tsx';
import { textOf, useField } from './use-field.ts';

/** Firebase's file: which project and which apps it is of, and whether they are ours. Its API key is never shown. */
export function FirebaseField({ field }: { field: FieldOf<'firebase'> }) {
  const { value, validationMessage, change, upload } = useField(field.name);
  return (
    <PartsField {...field} error={validationMessage}>
      <div className="studio-file-about">
        {value === undefined ? <Caption1>None</Caption1> : <code>{textOf(value)}</code>}
        <FirebaseFacts name={field.name} />
        <FileButtons
          {...{ label: field.label, accept: '.json,application/json', named: value !== undefined, upload }}
          remove={() => change(undefined)}
        />
      </div>
    </PartsField>
  );
}

function FirebaseFacts({ name }: { name: string }) {
  const { draft } = useStudio();
  const file = draft.verdict?.files[name];
  if (!file?.firebase) return null;
  const { projectId, projectNumber, packages } = file.firebase;
  const wanted = valueAt(draft.content, 'identity.packageName');
  const { saved, channel } = draft.verdict?.firebaseProjects ?? {};
  return (
    <>
      <dl className="studio-facts">
        <dt>Firebase project</dt>
        <dd>
          {projectId} ({projectNumber}) {file.unsaved ? <Badge appearance="tint">not saved yet</Badge> : null}
        </dd>
        <dt>Android apps in it</dt>
        <dd>
          {packages.map((name) => (
            <span key={name}>
              {name} {name === wanted ? <Badge color="success">this app</Badge> : null}{' '}
            </span>
          ))}
        </dd>
      </dl>
      {saved !== undefined && saved !== projectId ? <OtherProject {...{ saved, projectId }} /> : null}
      <ProjectInDynamics {...{ channel, projectId }} />
    </>
  );
}

const OtherProject = ({ saved, projectId }: { saved: string; projectId: string }) => (
  <MessageBar intent="warning" layout="multiline">
    <MessageBarBody>
      Until now the project was {saved}. With {projectId}, the tokens of the installed Android apps stop
      working: each gets a new one with the new build.
    </MessageBarBody>
  </MessageBar>
);

/** FCM refuses a message to a token of another project (SENDER_ID_MISMATCH). */
function ProjectInDynamics({ channel, projectId }: { channel: string | undefined; projectId: string }) {
  const { panel } = useLab();
  if (channel === undefined)
    return <Caption1>In Dynamics, the service account must be of the same project: {projectId}.</Caption1>;
  if (channel === projectId)
    return <Caption1>The service account in the sandbox’s channel is of the same project.</Caption1>;
  return (
    <MessageBar intent="warning" layout="multiline">
      <MessageBarBody>
        The service account in the sandbox’s channel is of the project {channel}, this file of {projectId}.
        FCM refuses every push then.{' '}
        <Link as="button" onClick={() => panel.set('channel')}>
          Show the channel
        </Link>
      </MessageBarBody>
    </MessageBar>
  );
}
