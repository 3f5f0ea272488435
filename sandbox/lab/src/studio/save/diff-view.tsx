import { structuredPatch } from 'diff';
import { Scrollable } from '../scrollable.tsx';

/** What changes in a text, line by line with three lines around it; nothing where nothing changes. */
export default function DiffView({ before, after }: { before: string; after: string }) {
  const { hunks } = structuredPatch('', '', before, after, '', '', { context: 3 });
  return (
    <Scrollable className="studio-diff" label="Changes in the file">
      {hunks.map((hunk) => (
        <div key={`${hunk.oldStart} ${hunk.newStart}`} className="studio-hunk">
          <div className="studio-hunk-place">from line {hunk.newStart}</div>
          {hunk.lines.map((line, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines of a finished difference stay where they are
            <Line key={index} line={line} />
          ))}
        </div>
      ))}
    </Scrollable>
  );
}

const KINDS: Record<string, { kind: string; said: string }> = {
  '+': { kind: 'added', said: 'added: ' },
  '-': { kind: 'removed', said: 'removed: ' },
};

/** `\ No newline at end of file` is no line of it. */
function Line({ line }: { line: string }) {
  const sign = line.charAt(0);
  if (sign === '\\') return null;
  const { kind, said } = KINDS[sign] ?? { kind: 'same', said: '' };
  return (
    <div className="studio-line" data-kind={kind}>
      <span className="studio-sign" aria-hidden>
        {sign}
      </span>
      {said ? <span className="visually-hidden">{said}</span> : null}
      <code>{line.slice(1).replace(/\r$/, '')}</code>
    </div>
  );
}
