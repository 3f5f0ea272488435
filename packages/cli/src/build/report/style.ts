/** What the build's report has beyond the common style: files with their expectations. */
export const style = `
h2 small {
  margin-left: 8px;
}
section > .card {
  overflow: clip;
}
section > .card.wide {
  overflow-x: auto;
}
details:first-child {
  border-top: 0;
}
summary code {
  min-width: 0;
  font-weight: 600;
}
summary .end {
  flex: none;
}
.expectations {
  border-top: 1px solid var(--line);
  table-layout: fixed;
}
.expectations :is(th, td), .plain :is(th, td) {
  padding: 8px 12px;
  border-top: 1px solid var(--line);
  vertical-align: top;
}
:is(.expectations, .plain) thead th {
  border-top: 0;
  background: var(--inset);
  color: var(--text-3);
  font-size: 12px;
  font-weight: 400;
  line-height: 16px;
}
.expectations :is(th, td):first-child {
  width: 77px;
  padding-left: 47px;
}
.expectations thead :is(:nth-child(2), :nth-child(3)) {
  width: 34%;
}
.expectations tbody th {
  font-weight: 400;
}
.expectations td:nth-child(3) {
  color: var(--text-2);
}
.expectations .sign {
  width: 18px;
  height: 18px;
}
.expectations tr.failed > * {
  background: var(--failed-tint);
}
.expectations tr.failed .found {
  color: var(--failed);
  font-weight: 600;
}
.plain :is(th, td):first-child {
  padding-left: 20px;
}
.plain th {
  overflow-wrap: normal;
}
.plain :is(th, td):last-child {
  padding-right: 20px;
}
.number {
  font-variant-numeric: tabular-nums;
  text-align: right;
  white-space: nowrap;
}

@media (width < 720px) {
  summary {
    flex-wrap: wrap;
  }
  summary code {
    flex: 1 1 60%;
  }
  summary .end {
    flex: 1 0 100%;
    margin-left: 45px;
    font-size: 12px;
    line-height: 16px;
    text-align: left;
  }
  .expectations, .expectations tbody, .expectations tr, .expectations :is(th, td) {
    display: block;
  }
  .expectations thead {
    display: none;
  }
  .expectations tr {
    position: relative;
    padding: 10px 16px 10px 61px;
    border-top: 1px solid var(--line);
  }
  .expectations tbody :is(th, td) {
    width: auto;
    padding: 0 0 2px;
    border: 0;
  }
  .expectations tbody td:first-child {
    position: absolute;
    left: 33px;
    width: auto;
    padding: 0;
  }
  .expectations tr.failed {
    background: var(--failed-tint);
  }
}
`;
