/** Fluent's colours and sizes, as the Device Lab has them; dark only on a screen: paper stays white. */
export const commonStyle = `
:root {
  color-scheme: light;
  --ground: #f5f5f5;
  --card: #fff;
  --inset: #fafafa;
  --text: #242424;
  --text-2: #424242;
  --text-3: #616161;
  --line: #e0e0e0;
  --line-strong: #d1d1d1;
  --link: #115ea3;
  --focus: #000;
  --passed: #0e700e;
  --passed-fill: #107c10;
  --failed: #b10e1c;
  --failed-fill: #c50f1f;
  --failed-tint: #fdf3f4;
  --failed-line: #eeacb2;
  --blocked: #a33b02;
  --blocked-fill: #bc4b09;
  --blocked-tint: #fff9f5;
  --blocked-line: #fdcfb4;
  --shadow: 0 0 2px rgb(0 0 0 / 12%), 0 1px 2px rgb(0 0 0 / 14%);
  --mono: Consolas, "Cascadia Mono", Menlo, "DejaVu Sans Mono", monospace;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    color-scheme: dark;
    --ground: #141414;
    --card: #242424;
    --inset: #1b1b1b;
    --text: #fff;
    --text-2: #d6d6d6;
    --text-3: #adadad;
    --line: #3d3d3d;
    --line-strong: #525252;
    --link: #62abf5;
    --focus: #fff;
    --passed: #5ec75a;
    --passed-fill: #107c10;
    --failed: #ee8790;
    --failed-fill: #d13438;
    --failed-tint: #3b1013;
    --failed-line: #7d2a30;
    --blocked: #faa06b;
    --blocked-fill: #b8480c;
    --blocked-tint: #3a1c08;
    --blocked-line: #7a4018;
    --shadow: 0 0 2px rgb(0 0 0 / 24%), 0 1px 2px rgb(0 0 0 / 28%);
  }
}
* {
  box-sizing: border-box;
}
html {
  -webkit-text-size-adjust: 100%;
  text-size-adjust: 100%;
}
body {
  max-width: 1144px;
  margin: 0 auto;
  padding: 28px 32px 64px;
  background: var(--ground);
  color: var(--text);
  font: 14px/20px "Segoe UI", "Segoe UI Web (West European)", -apple-system, BlinkMacSystemFont, Roboto, "Helvetica Neue", sans-serif;
  overflow-wrap: anywhere;
}
h1, h2, h3, p, dl, dd, ul, figure, pre {
  margin: 0;
}
h1 {
  font-size: 32px;
  font-weight: 600;
  line-height: 40px;
  letter-spacing: -0.01em;
  text-wrap: balance;
}
h2 {
  margin: 40px 0 12px;
  font-size: 20px;
  font-weight: 600;
  line-height: 28px;
}
h3 {
  font-size: 16px;
  font-weight: 600;
  line-height: 22px;
}
small {
  color: var(--text-3);
  font-size: 12px;
  font-weight: 400;
}
a {
  color: var(--link);
  text-underline-offset: 2px;
}
:focus-visible {
  border-radius: 4px;
  outline: 2px solid var(--focus);
  outline-offset: 2px;
}
code, pre {
  font-family: var(--mono);
  font-size: 12.5px;
}
.unseen {
  position: absolute;
  width: 1px;
  height: 1px;
  margin: -1px;
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
}
.card {
  border: 1px solid var(--line);
  border-radius: 8px;
  background: var(--card);
  box-shadow: var(--shadow);
}
.wide {
  overflow-x: auto;
}
.sign {
  flex: none;
  width: 20px;
  height: 20px;
  padding: 2px;
  border-radius: 50%;
  fill: none;
  stroke: #fff;
  stroke-width: 1.8;
  stroke-linecap: round;
  stroke-linejoin: round;
  vertical-align: middle;
  print-color-adjust: exact;
}
.sign.passed {
  background: var(--passed-fill);
}
.sign.failed {
  background: var(--failed-fill);
}
.sign.blocked {
  background: var(--blocked-fill);
}
.sign.not-applicable {
  stroke: var(--text-3);
}

.brand {
  color: var(--text-3);
  font-weight: 600;
}
.verdict {
  display: flex;
  align-items: flex-start;
  gap: 14px;
  margin: 14px 0 18px;
}
.verdict .sign {
  width: 40px;
  height: 40px;
  padding: 6px;
}
.about {
  display: flex;
  flex-wrap: wrap;
  gap: 12px 40px;
  margin: 20px 0;
}
.about dt {
  color: var(--text-3);
  font-size: 12px;
  line-height: 16px;
}
.honest {
  max-width: 90ch;
  color: var(--text-2);
}
table {
  width: 100%;
  border-collapse: collapse;
}
caption {
  text-align: left;
}
th {
  font-weight: 600;
  text-align: left;
}
details {
  border-top: 1px solid var(--line);
}
summary {
  display: flex;
  align-items: center;
  gap: 10px;
  padding: 8px 20px;
  cursor: pointer;
  list-style: none;
}
summary::-webkit-details-marker {
  display: none;
}
summary::before {
  flex: none;
  width: 7px;
  height: 7px;
  border: solid var(--text-3);
  border-width: 0 1.5px 1.5px 0;
  content: "";
  transform: rotate(-45deg);
}
[open] > summary::before {
  transform: rotate(45deg) translate(-1px, -1px);
}
summary:hover {
  background: var(--inset);
}
summary:focus-visible {
  outline-offset: -2px;
}
summary .sign {
  width: 18px;
  height: 18px;
}
summary .end {
  margin-left: auto;
  color: var(--text-3);
  font-variant-numeric: tabular-nums;
  text-align: right;
}

@media (width < 640px) {
  body {
    padding: 20px 16px 48px;
  }
  h1 {
    font-size: 24px;
    line-height: 32px;
  }
  h2 {
    margin-top: 32px;
  }
  .verdict .sign {
    width: 32px;
    height: 32px;
    padding: 4px;
  }
  .about {
    gap: 12px 28px;
  }
  summary {
    padding: 10px 16px;
  }
}
@media print {
  body {
    padding: 0;
    background: none;
    font-size: 10pt;
  }
  .card {
    box-shadow: none;
  }
  tr, figure, .finding, summary {
    break-inside: avoid;
  }
  h2, h3, summary {
    break-after: avoid;
  }
}
`;
