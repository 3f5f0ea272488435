import { Button, Caption1, MessageBar, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import { isChanged } from '../draft.ts';
import { countOf } from '../mistakes.ts';
import { useStudio } from '../studio-context.ts';
import { useBuilds } from './build-context.ts';
import './build.css';
import { BuildResult } from './build-result.tsx';
import { BuildSteps } from './build-steps.tsx';
import { Expectations } from './expectations.tsx';
import { InstalledApp } from './installed-app.tsx';
import { RebuildState } from './rebuild-state.tsx';

/** What a build would make and why one is needed; the build while it runs; what came of it. */
export function BuildView({ onConfigure }: { onConfigure(): void }) {
  const { draft } = useStudio();
  const { builds, build, plan } = useBuilds();
  if (draft.project?.canBuild === false) return <NoBuilder />;
  const running = build.state === 'running';
  const mistakes = plan?.mistakes.length ?? 0;
  return (
    <div className="studio-build">
      {plan && !running ? <RebuildState plan={plan} /> : null}
      {mistakes > 0 ? (
        <MessageBar intent="error" layout="multiline">
          <MessageBarBody>
            <MessageBarTitle>The saved configuration has {countOf(mistakes)}</MessageBarTitle>
            Nothing can be built from it.
          </MessageBarBody>
          <Button onClick={onConfigure}>Show the configuration</Button>
        </MessageBar>
      ) : null}
      <div className="studio-build-actions">
        <Button
          appearance="primary"
          disabledFocusable={running || mistakes > 0 || !plan}
          onClick={() => running || mistakes > 0 || builds.start()}
        >
          {running ? 'Building …' : plan?.last ? 'Build again' : 'Build'}
        </Button>
        {running ? <Button onClick={() => builds.cancel()}>Cancel the build</Button> : null}
        {isChanged(draft) ? (
          <Caption1>A build takes the saved configuration: your changes are not in it yet.</Caption1>
        ) : null}
      </div>
      {build.state === 'none' ? null : <BuildSteps build={build} />}
      <BuildResult />
      {plan && !plan.last && !build.result && plan.plan.length > 0 ? (
        <Expectations title="What will be in the native projects" rows={plan.plan} />
      ) : null}
      {plan?.build ? <InstalledApp plan={plan} /> : null}
    </div>
  );
}

const NoBuilder = () => (
  <div className="studio-build">
    <MessageBar intent="info" layout="multiline">
      <MessageBarBody>
        <MessageBarTitle>Builds are made in a checkout</MessageBarTitle>
        This sandbox comes from the package registry, which has no code that builds apps. The configuration
        can be edited and checked here. To build it, run <code>npx journeys-push build --config FILE</code> in
        a checkout of the repository, or start the sandbox from there with{' '}
        <code className="studio-command">npm start -- --project DIR</code>.
      </MessageBarBody>
    </MessageBar>
  </div>
);
