/** The colours and sizes of the check's report; dark only on a screen: paper stays white. */
export const style = `
:root {
  color-scheme: light;
  --ground: #f5f5f5;
  --card: #fff;
  --inset: #fafafa;
  --text: #242424;
  --text-2: #424242;
  --text-3: #616161;
  --line: #e0e0e0;
  --focus: #000;
  --passed-fill: #107c10;
  --failed: #b10e1c;
  --failed-fill: #c50f1f;
  --failed-tint: #fdf3f4;
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
    --focus: #fff;
    --failed: #ee8790;
    --failed-fill: #d13438;
    --failed-tint: #3b1013;
  }
}
* {
  box-sizing: border-box;
}
body {
  max-width: 1144px;
  margin: 0 auto;
  padding: 28px 32px 64px;
  background: var(--ground);
  color: var(--text);
  font: 14px/20px "Segoe UI", -apple-system, BlinkMacSystemFont, Roboto, "Helvetica Neue", sans-serif;
  overflow-wrap: anywhere;
}
h1, h2, h3, p, dl, dd, ul {
  margin: 0;
}
h1 {
  font-size: 28px;
  font-weight: 600;
  line-height: 36px;
  text-wrap: balance;
}
h2 {
  margin: 36px 0 12px;
  font-size: 20px;
  font-weight: 600;
  line-height: 28px;
}
h3 {
  padding: 12px 16px;
  font-size: 14px;
  font-weight: 600;
}
code {
  font-family: var(--mono);
  font-size: 12.5px;
}
.brand {
  color: var(--text-3);
  font-weight: 600;
}
.verdict {
  display: flex;
  gap: 14px;
  align-items: center;
  margin: 14px 0 18px;
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
.card {
  margin-top: 12px;
  border: 1px solid var(--line);
  border-radius: 8px;
  background: var(--card);
  overflow-x: auto;
}
.card:focus-visible {
  outline: 2px solid var(--focus);
  outline-offset: 2px;
}
table {
  width: 100%;
  border-collapse: collapse;
}
caption {
  padding: 12px 16px;
  font-weight: 600;
  text-align: left;
}
th, td {
  padding: 8px 16px;
  border-top: 1px solid var(--line);
  text-align: left;
  vertical-align: top;
}
thead th {
  background: var(--inset);
  color: var(--text-3);
  font-size: 12px;
  font-weight: 400;
}
tbody th {
  font-weight: 400;
}
td.number {
  font-variant-numeric: tabular-nums;
  text-align: right;
}
.sign {
  display: inline-block;
  min-width: 64px;
  padding: 0 8px;
  border-radius: 4px;
  background: var(--passed-fill);
  color: #fff;
  font-size: 12px;
  font-weight: 600;
  text-align: center;
  print-color-adjust: exact;
}
.sign.failed {
  background: var(--failed-fill);
}
tr.failed > * {
  background: var(--failed-tint);
}
tr.failed .found {
  color: var(--failed);
  font-weight: 600;
}
@media (width < 640px) {
  body {
    padding: 20px 16px 48px;
  }
  h1 {
    font-size: 22px;
    line-height: 30px;
  }
  .card table, .card caption, .card tbody, .card tr, .card th, .card td {
    display: block;
  }
  .card thead {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
  .card tr {
    padding: 8px 0;
    border-top: 1px solid var(--line);
  }
  .card th, .card td {
    padding: 2px 16px;
    border: 0;
  }
  td.number {
    text-align: left;
  }
}
@media print {
  body {
    padding: 0;
    background: none;
    font-size: 10pt;
  }
  tr {
    break-inside: avoid;
  }
}
`;
