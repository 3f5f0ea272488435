import { MessageBar, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import type { StudioPlan } from '../../../../src/control/studio-wire.ts';
import { when } from './words.ts';

type Rebuild = StudioPlan['rebuild'];

const REASONS: Record<Rebuild['reason'], { title: string; about: string }> = {
  'never-built': {
    title: 'Not built yet',
    about: 'There is no build in journeys-push-build beside the configuration.',
  },
  configuration: {
    title: 'A rebuild is needed',
    about: 'The configuration has changed since the last build.',
  },
  shell: {
    title: 'A rebuild is needed',
    about: 'The shell has changed version since the last build.',
  },
  'last-failed': { title: 'The last build failed', about: 'What was built before it has been kept.' },
  none: { title: 'Up to date', about: 'The last build was made from exactly this configuration.' },
  unknown: {
    title: 'There is a build',
    about: 'Whether it is up to date cannot be said while the configuration has mistakes.',
  },
};

/** Whether what was built is still what the configuration says, and what has changed since. */
export function RebuildState({ plan: { rebuild, last, build } }: { plan: StudioPlan }) {
  const { title, about } = REASONS[rebuild.reason];
  return (
    <MessageBar intent={rebuild.needed ? 'warning' : 'success'} layout="multiline">
      <MessageBarBody>
        <MessageBarTitle>{title}</MessageBarTitle>
        <br />
        {about}
        {last ? ` Last build: ${when(last.startedAt)}.` : null}
        <Hashes built={last?.passed ? last.build.configHash : undefined} now={build?.configHash} />
        <Changes rebuild={rebuild} />
      </MessageBarBody>
    </MessageBar>
  );
}

function Hashes({ built, now }: { built: string | undefined; now: string | undefined }) {
  if (!now) return null;
  return (
    <dl className="studio-facts">
      {built && built !== now ? (
        <>
          <dt>configHash of the build</dt>
          <dd>
            <code>{built}</code>
          </dd>
        </>
      ) : null}
      <dt>configHash now</dt>
      <dd>
        <code>{now}</code>
      </dd>
    </dl>
  );
}

function Changes({ rebuild: { changes, files } }: { rebuild: Rebuild }) {
  if (changes.length + files.length === 0) return null;
  return (
    <ul className="studio-changes" aria-label="Changed since the last build">
      {changes.map(({ field, before, after }) => (
        <li key={field}>
          <strong>{field}</strong>: {said(before)} → {said(after)}
        </li>
      ))}
      {files.map((file) => (
        <li key={file}>
          <strong>{file}</strong>: another file
        </li>
      ))}
    </ul>
  );
}

const said = (value: unknown): string => (value === undefined ? 'not set' : JSON.stringify(value));
