import type { ChannelDevice, TimelineEvent } from '../../control/wire.ts';
import type { Evidence } from '../result.ts';
import { timelineRows } from './timeline-rows.ts';
import { tokenEnd } from './token-end.ts';

/** A piece of evidence as plain text; a picture as its caption. */
export function evidenceText(evidence: Evidence): string {
  switch (evidence.kind) {
    case 'answer':
      return `${evidence.call}\n    ${evidence.outcome}`;
    case 'fact':
      return `${evidence.name}: ${evidence.value}`;
    case 'picture':
      return `Picture, in the HTML report: ${evidence.caption}`;
    case 'devices':
      return ['Device table of the mobile app channel:', ...deviceLines(evidence.rows)].join('\n');
    case 'timeline':
      return ['Timeline:', ...timelineLines(evidence.events)].join('\n');
  }
}

const deviceLines = (rows: readonly ChannelDevice[]): string[] =>
  rows.length === 0
    ? ['    no row']
    : rows.map(({ userId, platform, token, result, reason }) =>
        `    ${platform} ${tokenEnd(token)} of ${userId}: ${result} ${reason ?? ''}`.trimEnd(),
      );

const timelineLines = (events: readonly TimelineEvent[]): string[] =>
  timelineRows(events).map(
    ({ offsetMs, hop, summary, failed }) =>
      `    ${`+${offsetMs}`.padStart(7)} ms  ${hop.padEnd(8)}  ${failed ? 'FAILED: ' : ''}${summary}`,
  );
