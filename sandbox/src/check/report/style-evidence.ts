/** Items and their evidence. */
export const evidenceStyle = `
.item {
  margin-top: 12px;
  overflow: clip;
}
.item h3 {
  padding: 14px 20px;
  scroll-margin-top: 12px;
}
.item h3 small {
  margin-left: 8px;
  white-space: nowrap;
}
.evidence {
  display: grid;
  grid-template-columns: minmax(0, 1fr) auto;
  gap: 20px 28px;
  padding: 12px 20px 24px 47px;
  /* The summary above stays in sight when a link leads here. */
  scroll-margin-top: 48px;
}
.evidence:target {
  box-shadow: inset 4px 0 var(--link);
}
.evidence > .problem {
  grid-column: 1 / -1;
  padding: 12px 16px;
  border: 1px solid var(--failed-line);
  border-radius: 6px;
  background: var(--failed-tint);
}
.evidence.blocked > .problem {
  border-color: var(--blocked-line);
  background: var(--blocked-tint);
}
.evidence > .problem dt {
  color: var(--text-2);
}
.seen {
  display: grid;
  gap: 20px;
  align-content: start;
  min-width: 0;
}
.told {
  display: grid;
  gap: 8px;
}
.told > div {
  display: grid;
  grid-template-columns: minmax(120px, 2fr) 3fr;
  gap: 4px 16px;
}
.told > .answer {
  grid-template-columns: 1fr;
}
.told dt {
  color: var(--text-2);
}
.told pre {
  padding: 8px 12px;
  border: 1px solid var(--line);
  border-radius: 4px;
  background: var(--inset);
  line-height: 18px;
  white-space: pre-wrap;
}
.pictures {
  display: flex;
  flex-wrap: wrap;
  align-content: flex-start;
  justify-content: flex-end;
  gap: 20px;
  max-width: 472px;
}
figure {
  width: 226px;
}
figure img {
  display: block;
  max-width: 100%;
  max-height: 520px;
  border: 1px solid var(--line-strong);
  border-radius: 8px;
}
figcaption {
  margin-top: 6px;
  color: var(--text-2);
  font-size: 12px;
  line-height: 16px;
}
.devices, .timeline {
  font-size: 13px;
  line-height: 18px;
}
.devices caption, .timeline caption, .empty {
  padding-bottom: 4px;
  color: var(--text-2);
}
.devices :is(th, td), .timeline :is(th, td) {
  padding: 4px 12px 4px 0;
  border-bottom: 1px solid var(--line);
  vertical-align: top;
}
.devices th, .timeline th {
  color: var(--text-3);
  font-size: 12px;
  font-weight: 400;
}
.devices :is(th, code) {
  overflow-wrap: normal;
  white-space: nowrap;
}
.timeline :is(th, td):first-child {
  width: 1%;
  padding-right: 16px;
  color: var(--text-3);
  font-variant-numeric: tabular-nums;
  overflow-wrap: normal;
  text-align: right;
}
.timeline td:nth-child(2) {
  width: 1%;
  padding-right: 16px;
  overflow-wrap: normal;
}
.timeline .failed td {
  background: var(--failed-tint);
}
.timeline b {
  color: var(--failed);
}

@media (width < 860px) {
  .evidence {
    grid-template-columns: minmax(0, 1fr);
    padding: 8px 16px 20px;
  }
  .pictures {
    justify-content: flex-start;
    max-width: none;
  }
}
@media (width < 640px) {
  .item h3 {
    padding: 14px 16px;
  }
  .told > div {
    grid-template-columns: 1fr;
    gap: 2px;
  }
  figure {
    width: calc(50% - 10px);
  }
}
/* Paper gets what is open: what did not pass, and what the reader opened; all of it would be a hundred pages. */
@media print {
  figure {
    width: 45mm;
  }
}
`;
