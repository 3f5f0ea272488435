/** The page's style: readable without a script, in light and dark, on paper too. */
export const style = `
:root { color-scheme: light dark; --ink: #1b1d21; --soft: #5c6470; --line: #d9dde3; --ground: #fff; --panel: #f5f7f9;
  --accent: #0b5fae; }
@media (prefers-color-scheme: dark) { :root { --ink: #e7e9ec; --soft: #9aa3ae; --line: #343a42; --ground: #16181c;
  --panel: #1e2126; --accent: #74b4f2; } }
* { box-sizing: border-box; }
body { margin: 0; color: var(--ink); background: var(--ground); font: 16px/1.5 system-ui, sans-serif; }
a { color: var(--accent); }
code, pre { font: 13px/1.5 ui-monospace, "Liberation Mono", monospace; }
.page { display: grid; grid-template: auto 1fr / 16rem minmax(0, 54rem); column-gap: 3rem; padding: 0 2rem; }
header { grid-column: 2; padding-top: 1.5rem; }
nav { grid-area: 1 / 1 / span 2; position: sticky; top: 0; height: 100vh; overflow: auto; padding: 1.5rem 0; font-size: 14px; }
nav h2 { font-size: 13px; margin: 1.2rem 0 .3rem; color: var(--soft); }
nav a { display: block; padding: .15rem 0; text-decoration: none; }
nav a:hover { text-decoration: underline; }
main { grid-column: 2; padding-bottom: 6rem; }
h1 { font-size: 1.9rem; margin: 0; }
h2 { font-size: 1.4rem; margin: 3rem 0 .5rem; }
h3 { font-size: 1.1rem; margin: 2.6rem 0 .4rem; padding-top: 1rem; border-top: 1px solid var(--line); }
h4 { font-size: .95rem; margin: 1.2rem 0 .3rem; }
.route { font: 600 14px/1.5 ui-monospace, "Liberation Mono", monospace; overflow-wrap: anywhere; }
.method { display: inline-block; min-width: 4.2rem; color: var(--accent); }
.who { color: var(--soft); font-size: 14px; }
table { border-collapse: collapse; width: 100%; font-size: 14px; }
th, td { text-align: left; vertical-align: top; padding: .35rem .8rem .35rem 0; border-bottom: 1px solid var(--line); }
th { font-weight: 600; color: var(--soft); }
td:first-child { white-space: nowrap; }
td p { margin: 0; }
section { overflow-x: auto; }
pre { background: var(--panel); border: 1px solid var(--line); border-radius: 6px; padding: .8rem 1rem; overflow: auto; }
/* On a narrow screen the index comes after the introduction, and each row of a table is a paragraph. */
@media (max-width: 60rem) {
  .page { display: block; padding: 0 1rem; }
  nav { position: static; height: auto; columns: 2; }
  nav h2 { break-after: avoid; }
  nav a { overflow-wrap: anywhere; }
  table, tbody, tr { display: block; }
  thead { display: none; }
  tr { padding: .5rem 0; border-bottom: 1px solid var(--line); }
  td { display: inline; padding: 0 .6rem 0 0; border: 0; overflow-wrap: anywhere; }
  td:nth-child(n + 2) { color: var(--soft); }
  td:last-child { display: block; color: var(--ink); }
  td table { width: auto; margin-left: 1rem; }
}
@media print { nav { display: none; } .page { display: block; } }
`;
