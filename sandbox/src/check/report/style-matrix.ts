/** The matrix, and what needs attention. */
export const matrixStyle = `
.matrix caption ul {
  display: flex;
  flex-wrap: wrap;
  gap: 8px 24px;
  padding: 14px 16px;
  list-style: none;
}
.matrix caption .sign {
  margin-right: 2px;
}
.matrix th, .matrix td {
  padding: 0;
  border-top: 1px solid var(--line);
}
.matrix colgroup + colgroup {
  border-left: 1px solid var(--line);
}
.matrix thead th {
  padding: 8px 6px;
  background: var(--inset);
  font-size: 12px;
  line-height: 16px;
  text-align: center;
  vertical-align: bottom;
}
.matrix thead th:first-child {
  text-align: left;
}
.matrix thead th[rowspan] {
  padding-left: 16px;
}
.matrix thead tr:last-child th {
  width: 104px;
  border-top: 0;
  color: var(--text-2);
  font-weight: 400;
  text-align: center;
}
.matrix [scope="colgroup"] {
  font-size: 14px;
}
.matrix [scope="colgroup"] small {
  display: block;
}
.matrix [scope="row"] {
  position: sticky;
  left: 0;
  background: var(--card);
  font-weight: 400;
}
.matrix [scope="row"] a {
  display: grid;
  grid-template-columns: 22px 1fr;
  gap: 8px;
  padding: 7px 12px 7px 14px;
  color: inherit;
  text-decoration: none;
}
.matrix [scope="row"] a span {
  color: var(--text-3);
  font-variant-numeric: tabular-nums;
  text-align: right;
}
.matrix td {
  position: relative;
  text-align: center;
}
.matrix td a {
  display: grid;
  place-items: center;
  position: absolute;
  inset: 0;
}
.matrix tbody .sign.passed {
  background: none;
  stroke: var(--passed);
}
.matrix a:hover, .matrix tbody tr:hover > * {
  background: var(--inset);
}
.matrix a:focus-visible {
  outline-offset: -2px;
}
.matrix [scope="row"] a:hover {
  text-decoration: underline;
}
.matrix td:has(.failed) {
  background: var(--failed-tint);
}
.matrix td:has(.blocked) {
  background: var(--blocked-tint);
}
.matrix tfoot > tr > * {
  padding: 8px 6px;
  background: var(--inset);
  color: var(--text-2);
  font-size: 12px;
  font-variant-numeric: tabular-nums;
}
.matrix tfoot [scope="row"] {
  padding-left: 44px;
  background: var(--inset);
}
.absent {
  padding: 10px 16px;
  border-top: 1px solid var(--line);
  color: var(--text-2);
}

.finding {
  margin-top: 12px;
  padding: 16px 20px 18px;
  border-left: 4px solid var(--failed-fill);
}
.finding.blocked {
  border-left-color: var(--blocked-fill);
}
.finding h3 {
  display: flex;
  gap: 10px;
}
.where {
  margin: 4px 0 0 30px;
  color: var(--text-2);
}
.finding .problem {
  margin: 12px 0 0 30px;
}
.problem {
  display: grid;
  grid-template-columns: 1fr 1fr;
  gap: 12px 24px;
}
.problem dt {
  color: var(--text-3);
  font-size: 12px;
  line-height: 18px;
}
.problem div:nth-child(2) dd {
  color: var(--failed);
  font-weight: 600;
}
.blocked .problem div:nth-child(2) dd {
  color: var(--blocked);
}
.problem div:last-child {
  grid-column: 1 / -1;
}

@media (width < 960px) {
  .matrix thead span {
    display: inline-block;
    white-space: nowrap;
    writing-mode: vertical-rl;
    transform: rotate(180deg);
  }
  .matrix thead tr:last-child th {
    width: 48px;
  }
}
@media (width < 640px) {
  .matrix caption ul {
    gap: 8px 16px;
    padding: 12px;
  }
  .matrix thead th {
    padding: 8px 2px;
  }
  .matrix thead th[rowspan] {
    padding-left: 12px;
  }
  .matrix thead tr:last-child th {
    width: 36px;
  }
  .matrix [scope="colgroup"] {
    font-size: 12px;
  }
  .matrix [scope="colgroup"][colspan="1"] {
    min-width: 64px;
  }
  .matrix [scope="row"] {
    min-width: 132px;
    font-size: 13px;
    line-height: 18px;
  }
  .matrix [scope="row"] a {
    grid-template-columns: 17px 1fr;
    gap: 6px;
    padding: 7px 6px 7px 8px;
  }
  .matrix tfoot > tr > * {
    padding: 8px 1px;
    font-size: 11px;
  }
  .matrix tfoot [scope="row"] {
    padding-left: 31px;
  }
  .finding {
    padding: 14px 16px;
  }
  .where, .finding .problem {
    margin-left: 0;
  }
  .problem {
    grid-template-columns: 1fr;
  }
}
`;
