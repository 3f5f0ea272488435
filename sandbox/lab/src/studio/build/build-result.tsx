import { Button, MessageBar, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons/svg/arrow-download';
import type { StudioBuild, StudioBuilt } from '../../../../src/control/studio-wire.ts';
import { useLab } from '../../lab-context.ts';
import { useBuilds } from './build-context.ts';
import { Expectations } from './expectations.tsx';
import { seconds, size, when } from './words.ts';

/** What came of the build that was run here, and the verification of the last one in the folder. */
export function BuildResult() {
  const { build, plan } = useBuilds();
  if (build.state === 'running') return <Expectations title="Checked so far" rows={checksOf(build)} />;
  const made = build.result ?? plan?.last;
  return (
    <>
      <div role="status" className="studio-verdict">
        {build.state === 'cancelled' ? <Cancelled /> : null}
        {build.refusal ? <Refused refusal={build.refusal} /> : null}
        {made && build.state !== 'cancelled' && !build.refusal ? <Verdict made={made} /> : null}
      </div>
      {made ? <Downloads made={made} /> : null}
      {made ? (
        <Expectations
          title={build.result ? 'Verification' : `Verification of the build of ${when(made.startedAt)}`}
          rows={made.checks}
        />
      ) : null}
    </>
  );
}

const checksOf = ({ progress }: StudioBuild): StudioBuilt['checks'] =>
  progress.flatMap((one) => (one.kind === 'checked' ? [one.check] : []));

const Cancelled = () => (
  <MessageBar intent="info">
    <MessageBarBody>
      The build was cancelled. Nothing of it is left; what was built before is still there.
    </MessageBarBody>
  </MessageBar>
);

const Refused = ({ refusal }: { refusal: NonNullable<StudioBuild['refusal']> }) => (
  <MessageBar intent="error" layout="multiline">
    <MessageBarBody>
      <MessageBarTitle>The build could not be run ({refusal.code})</MessageBarTitle>
      {refusal.mistakes ? (
        <ul className="studio-others">
          {refusal.mistakes.map(({ code, where, expected, came, remedy }) => (
            <li key={`${code} ${where}`}>
              <strong>{where}</strong> ({code}): {came}. Expected: {expected}. {remedy}
            </li>
          ))}
        </ul>
      ) : (
        <pre className="studio-cause">{refusal.message}</pre>
      )}
      {refusal.remedy}
    </MessageBarBody>
  </MessageBar>
);

function Verdict({ made }: { made: StudioBuilt }) {
  const bad = made.checks.filter(({ passed }) => !passed).length;
  const { name, version } = made.app;
  return (
    <MessageBar intent={made.passed ? 'success' : 'error'} layout="multiline">
      <MessageBarBody>
        <MessageBarTitle>
          {made.passed
            ? `${name} ${version} is built: all ${made.checks.length} expectations are met`
            : `${name} ${version} is not as it should be: ${bad} of ${made.checks.length} expectations are not met`}
        </MessageBarTitle>
        <br />
        In {seconds(made.durationMs)}. Not run here: Gradle, CocoaPods and Xcode. Nothing was signed: the
        native projects were read, not compiled. The commands for that are in the README.md of the archive.
      </MessageBarBody>
    </MessageBar>
  );
}

function Downloads({ made }: { made: StudioBuilt }) {
  const { client, notices } = useLab();
  const download = async (what: 'archive' | 'report', type: string) => {
    const file = await notices.watch(client.studio.made(what));
    if (file) save(file, type);
  };
  return (
    <div className="studio-downloads">
      {made.archive ? (
        <Button icon={<ArrowDownloadRegular />} onClick={() => download('archive', 'application/gzip')}>
          {made.archive.file} ({size(made.archive.bytes)})
        </Button>
      ) : null}
      <Button icon={<ArrowDownloadRegular />} onClick={() => download('report', 'text/html')}>
        Report
      </Button>
    </div>
  );
}

function save({ name, base64 }: { name: string; base64: string }, type: string): void {
  const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
  const url = URL.createObjectURL(new Blob([bytes], { type }));
  const link = Object.assign(document.createElement('a'), { href: url, download: name });
  link.click();
  URL.revokeObjectURL(url);
}
