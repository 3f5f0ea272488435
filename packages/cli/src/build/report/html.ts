import { html } from 'hono/html';
import type { BuildResult, Bundle, CheckedExpectation, PlannedChange } from '../result.ts';
import { headline, NOT_RUN, seconds, size } from './headline.ts';
import { style } from './style.ts';

type Markup = ReturnType<typeof html>;

/** The result as one page that needs nothing beside itself: no script, no request. */
export async function htmlReport(result: BuildResult): Promise<string> {
  // Its frame and looks are those of the check's report. Nothing but a report needs them.
  const { reportPage } = await import('@journeys-push/sandbox/report');
  const body = html`${header(result)}
<main>
${platform('android', 'Android', result.checks)}
${platform('ios', 'iOS', result.checks)}
${bundles(result.bundles)}
${handedOver(result)}
${times(result)}
</main>`;
  return reportPage({ title: headline(result), command: 'journeys-push build', style, body });
}

function header(result: BuildResult): Markup {
  const { app, build, startedAt, durationMs, passed } = result;
  return html`<header>
<p class="brand">journeys-push build</p>
<div class="verdict">${sign(passed)}<h1>${headline(result)}</h1></div>
<dl class="about">
<div><dt>Started</dt><dd><time datetime="${startedAt}">${day.format(new Date(startedAt))} UTC</time></dd></div>
<div><dt>Took</dt><dd>${seconds(durationMs)}</dd></div>
<div><dt>Site</dt><dd>${app.site}</dd></div>
<div><dt>iOS</dt><dd>${app.bundleId}</dd></div>
<div><dt>Android</dt><dd>${app.packageName}</dd></div>
<div><dt>Version</dt><dd>${app.version} (${app.build})</dd></div>
<div><dt>Push provider</dt><dd>${app.pushProvider}</dd></div>
<div><dt>Configuration</dt><dd><code>${build.configHash}</code></dd></div>
<div><dt>Shell, plugin</dt><dd>${build.shellVersion}, ${build.pluginVersion}</dd></div>
</dl>
<p class="honest"><strong>Not run here:</strong> ${NOT_RUN}</p>
</header>`;
}

function platform(
  id: PlannedChange['platform'],
  name: string,
  checks: readonly CheckedExpectation[],
): Markup {
  const own = checks.filter((check) => check.platform === id);
  const files = [...new Set(own.map(({ file }) => file))];
  return html`<section aria-labelledby="${id}">
<h2 id="${id}">${name} <small>${met(own)}, in ${files.length} files</small></h2>
<div class="card">
${files.map((file) =>
  fileOf(
    file,
    own.filter((check) => check.file === file),
  ),
)}</div>
</section>`;
}

/** `3 of 4 met` */
const met = (checks: readonly CheckedExpectation[]): string =>
  `${checks.filter((check) => check.passed).length} of ${checks.length} met`;

/** What has failed is open: a reader comes for it. */
function fileOf(file: string, checks: readonly CheckedExpectation[]): Markup {
  const passed = checks.every((check) => check.passed);
  return html`<details${passed ? '' : html` open`}>
<summary>${sign(passed)}<span class="unseen">${word(passed)}:</span><code>${file}</code><span class="end">${met(checks)}</span></summary>
<table class="expectations">
<caption class="unseen">${file}</caption>
<thead><tr><th scope="col"><span class="unseen">Verdict</span></th><th scope="col">Expected</th><th scope="col">Why</th><th scope="col">Found</th></tr></thead>
<tbody>
${checks.map(row)}</tbody>
</table>
</details>
`;
}

const row = ({ what, why, found, passed }: CheckedExpectation): Markup =>
  html`<tr${passed ? '' : html` class="failed"`}><td>${sign(passed)}<span class="unseen">${word(passed)}</span></td><th scope="row">${what}</th><td>${why}</td><td class="found"><code>${found}</code></td></tr>
`;

const bundles = (made: readonly Bundle[]): Markup => html`<section aria-labelledby="bundles">
<h2 id="bundles">The app’s JavaScript as Hermes bytecode</h2>
<div class="card wide" role="region" aria-labelledby="bundles" tabindex="0"><table class="plain">
<thead><tr><th scope="col">Platform</th><th scope="col">File</th><th scope="col" class="number">Bytecode</th><th scope="col" class="number">Size</th></tr></thead>
<tbody>
${made.map(
  ({
    platform,
    file,
    bytecode,
    bytes,
  }) => html`<tr><th scope="row">${names[platform]}</th><td><code>${file}</code></td><td class="number">${bytecode}</td><td class="number">${size(bytes)}</td></tr>
`,
)}</tbody>
</table></div>
</section>`;

const names = { android: 'Android', ios: 'iOS' };

const handedOver = ({ archive }: BuildResult): Markup => html`<section aria-labelledby="archive">
<h2 id="archive">Archive</h2>
${
  archive
    ? html`<dl class="about">
<div><dt>File</dt><dd><code>${archive.file}</code></dd></div>
<div><dt>Size</dt><dd>${size(archive.bytes)}</dd></div>
<div><dt>Files in it</dt><dd>${archive.files}</dd></div>
<div><dt>SHA-256</dt><dd><code>${archive.sha256}</code></dd></div>
</dl>`
    : html`<p>No archive was made, because of what is marked above.</p>`
}
</section>`;

const times = ({ steps }: BuildResult): Markup => html`<section aria-labelledby="times">
<h2 id="times">Time</h2>
<dl class="about">${steps.map(({ step, durationMs }) => html`<div><dt>${step}</dt><dd>${seconds(durationMs)}</dd></div>`)}</dl>
</section>`;

/** For the eye; the word for it stands beside it. Its forms come with the page. */
const sign = (passed: boolean): Markup => {
  const status = passed ? 'passed' : 'failed';
  return html`<svg class="sign ${status}" aria-hidden="true"><use href="#sign-${status}"/></svg>`;
};

const word = (passed: boolean): string => (passed ? 'Met' : 'Not met');

const day = new Intl.DateTimeFormat('en-GB', {
  ...{ day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit' },
  timeZone: 'UTC',
});
