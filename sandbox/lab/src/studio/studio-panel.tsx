import {
  Badge,
  Body1,
  MessageBar,
  MessageBarBody,
  MessageBarTitle,
  Spinner,
  Subtitle2,
  Tab,
  TabList,
} from '@fluentui/react-components';
import { useState } from 'react';
import { useParameter } from '../address.ts';
import { useLab } from '../lab-context.ts';
import { BuildContext, useBuilds } from './build/build-context.ts';
import { BuildView } from './build/build-view.tsx';
import { createBuilds } from './build/create-builds.ts';
import { createStudio } from './create-studio.ts';
import { ConfigForm } from './form/config-form.tsx';
import { createKeeper } from './keeper.ts';
import { NoFile, StudioMessages } from './messages.tsx';
import { SaveBar } from './save/save-bar.tsx';
import './studio.css';
import { StudioContext, useStudio } from './studio-context.ts';
import { useLooking } from './use-looking.ts';

/** The person's own app: its configuration, saved and built. */
export function StudioPanel() {
  const { client, notices } = useLab();
  const [studio] = useState(() =>
    createStudio({ calls: client.studio, notices, keeper: createKeeper(sessionStorage) }),
  );
  const [builds] = useState(() => createBuilds({ calls: client.studio, notices }));
  useLooking(studio, builds);
  return (
    <StudioContext value={studio}>
      <BuildContext value={builds}>
        <StudioPlace />
      </BuildContext>
    </StudioContext>
  );
}

function StudioPlace() {
  const { draft } = useStudio();
  const { builds } = useBuilds();
  const [part, setPart] = useParameter('studio');
  const { project, problem } = draft;
  if (problem) return <Problem {...problem} />;
  if (!project) return <Spinner className="panel-loading" label="Reading the configuration" />;
  const hasForm = draft.content !== undefined;
  const shown = part === 'build' && project.version !== '' ? 'build' : 'configuration';
  const startBuild = () => {
    setPart('build', true);
    void builds.start();
  };
  return (
    <div className="studio">
      <header className="studio-head">
        <Subtitle2 as="h2">App Studio</Subtitle2>
        <Body1 as="p" className="studio-path">
          <code>{project.file}</code> in <code>{project.folder}</code>
        </Body1>
        {project.version === '' ? null : (
          <TabList
            aria-label="Parts of the Studio"
            selectedValue={shown}
            onTabSelect={(_, { value }) => setPart(value === 'build' ? 'build' : '', true)}
          >
            <Tab value="configuration">Configuration</Tab>
            <Tab value="build">
              Build <RebuildMark />
            </Tab>
          </TabList>
        )}
      </header>
      <div className="studio-part" hidden={shown !== 'configuration'}>
        <StudioMessages />
        {hasForm ? <OnThePhones /> : null}
        {hasForm ? <ConfigForm /> : project.version === '' ? <NoFile project={project} /> : null}
        {hasForm ? <SaveBar onBuild={startBuild} /> : null}
      </div>
      <div className="studio-part" hidden={shown !== 'build'}>
        {shown === 'build' ? <BuildView onConfigure={() => setPart('', true)} /> : null}
      </div>
    </div>
  );
}

const OnThePhones = () => (
  <Body1 as="p" className="studio-phones">
    The phones of this sandbox take from it, as the sandbox starts and on each save, what the app does:
    Automatic registration, While the app is in front, Report opens to Dynamics, and Links. All else on them
    is the sandbox’s own.
  </Body1>
);

/** So that whoever saves hears that what is built does not have it yet. */
function RebuildMark() {
  const { build, plan } = useBuilds();
  if (build.state === 'running') return <Badge appearance="tint">running</Badge>;
  if (!plan?.last || !plan.rebuild.needed) return null;
  return (
    <Badge appearance="tint" color="warning">
      needed
    </Badge>
  );
}

const Problem = ({ code, text, remedy }: { code: string; text: string; remedy: string }) => (
  <div className="studio">
    <Subtitle2 as="h2">App Studio</Subtitle2>
    <MessageBar intent="error" layout="multiline">
      <MessageBarBody>
        <MessageBarTitle>{text}</MessageBarTitle>
        {remedy} ({code})
      </MessageBarBody>
    </MessageBar>
  </div>
);
