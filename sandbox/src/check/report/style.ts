import { evidenceStyle } from './style-evidence.ts';
import { matrixStyle } from './style-matrix.ts';

/** The check's own, beyond what all reports have in common. */
const page = `
.bar {
  display: block;
  width: 100%;
  height: 6px;
  border-radius: 3px;
  print-color-adjust: exact;
}
.bar .passed {
  fill: var(--passed-fill);
}
.bar .failed {
  fill: var(--failed-fill);
}
.bar .blocked {
  fill: var(--blocked-fill);
}
nav {
  display: flex;
  flex-wrap: wrap;
  gap: 4px 24px;
  margin-top: 16px;
}

@media print {
  nav {
    display: none;
  }
}
`;

export const style = page + matrixStyle + evidenceStyle;
