import { createHash } from 'node:crypto';
import { html, raw } from 'hono/html';
import type { BuildResult, Bundle, CheckedExpectation } from '../result.ts';
import { headline, NOT_RUN, seconds, size } from './headline.ts';
import { style } from './style.ts';

type Markup = ReturnType<typeof html>;

/** The result as one page that needs nothing beside itself: no script, no request. */
export function htmlReport(result: BuildResult): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${headline(result)} · journeys-push build</title>
<link rel="icon" href="data:,">
<style>${raw(style)}</style>
</head>
<body>
${header(result)}
<main>
${expectations(result.checks)}
${bundles(result.bundles)}
${handedOver(result)}
</main>
</body>
</html>
`.toString();
}

const hash = createHash('sha256').update(style).digest('base64');
const policy = `default-src 'none'; img-src data:; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;

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

function expectations(checks: readonly CheckedExpectation[]): Markup {
  const files = [...new Set(checks.map(({ file }) => file))];
  return html`<section aria-labelledby="expectations">
<h2 id="expectations">What was expected of each native file, and what stands there</h2>
${files.map((file) =>
  table(
    file,
    checks.filter((check) => check.file === file),
  ),
)}
</section>`;
}

/** A scrolling box can be reached by the keyboard. */
const table = (
  file: string,
  checks: readonly CheckedExpectation[],
): Markup => html`<div class="card" role="region" aria-label="${file}" tabindex="0">
<table>
<caption><code>${file}</code></caption>
<thead><tr><th scope="col">Expected</th><th scope="col">Why</th><th scope="col">Found</th><th scope="col">Verdict</th></tr></thead>
<tbody>${checks.map(row)}</tbody>
</table>
</div>
`;

const row = ({ what, why, found, passed }: CheckedExpectation): Markup =>
  html`<tr${passed ? '' : html` class="failed"`}><th scope="row">${what}</th><td>${why}</td><td class="found"><code>${found}</code></td><td>${sign(passed)}</td></tr>
`;

const bundles = (made: readonly Bundle[]): Markup => html`<section aria-labelledby="bundles">
<h2 id="bundles">The app’s JavaScript as Hermes bytecode</h2>
<div class="card" role="region" aria-label="Bundles" tabindex="0"><table>
<thead><tr><th scope="col">Platform</th><th scope="col">File</th><th scope="col">Bytecode version</th><th scope="col">Size</th></tr></thead>
<tbody>${made.map(({ platform, file, bytecode, bytes }) => html`<tr><th scope="row">${platform}</th><td><code>${file}</code></td><td>${bytecode}</td><td class="number">${size(bytes)}</td></tr>`)}</tbody>
</table></div>
</section>`;

function handedOver({ archive, steps }: BuildResult): Markup {
  const made = archive
    ? html`<p><code>${archive.file}</code>, ${size(archive.bytes)}, ${archive.files} files, SHA-256 <code>${archive.sha256}</code></p>`
    : html`<p>No archive was made, because of what is marked above.</p>`;
  return html`<section aria-labelledby="archive">
<h2 id="archive">Archive</h2>
${made}
<h2 id="steps">Time</h2>
<dl class="about" aria-labelledby="steps">${steps.map(({ step, durationMs }) => html`<div><dt>${step}</dt><dd>${seconds(durationMs)}</dd></div>`)}</dl>
</section>`;
}

/** A word in a colour: the word alone says it. */
const sign = (passed: boolean): Markup =>
  html`<span class="sign ${passed ? 'passed' : 'failed'}">${passed ? 'Passed' : 'Failed'}</span>`;

const day = new Intl.DateTimeFormat('en-GB', {
  ...{ day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit' },
  timeZone: 'UTC',
});
