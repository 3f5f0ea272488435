import type { StudioMistake, StudioProject, StudioVerdict } from '../../../src/control/studio-wire.ts';
import { isSame } from './content.ts';

/** What is in the form, and what it was made from. */
export interface Draft {
  /** As it was last read from the disk; undefined until the first answer. */
  project?: StudioProject;
  /** The version of the file that the form was filled from, and its content; empty for a new one. */
  base: { version: string; content: unknown };
  /** Undefined: there is nothing to show, because there is no file yet or it is no JSON. */
  content: unknown;
  /** What a build would say of it. */
  verdict?: StudioVerdict;
  /** Why the last upload of a field was not taken. */
  refused: Record<string, StudioMistake[]>;
  /** Why there is no Studio here. */
  problem?: { code: string; text: string; remedy: string };
}

export const emptyDraft: Draft = {
  base: { version: '', content: undefined },
  content: undefined,
  refused: {},
};

const hasUploads = ({ verdict }: Draft): boolean =>
  Object.values(verdict?.files ?? {}).some(({ unsaved }) => unsaved);

/** There is something to save. */
export const isChanged = (draft: Draft): boolean =>
  draft.content !== undefined && (!isSame(draft.content, draft.base.content) || hasUploads(draft));

/** Somebody has changed the file since the form was filled, and the form has changes, too. */
export const isOutdated = (draft: Draft): boolean =>
  draft.project !== undefined && isChanged(draft) && draft.project.version !== draft.base.version;

/** What is on the disk now. A form without changes follows it; one with changes keeps them. */
export function follow(draft: Draft, project: StudioProject): Draft {
  const { problem: _, ...before } = draft;
  const next = { ...before, project };
  const isNew = draft.project?.version !== project.version;
  if (isChanged(draft) && !isSame(draft.content, project.content)) return next;
  return isNew || draft.content === undefined ? takeOver(next, project) : next;
}

/** Fills the form from the disk. */
export const takeOver = (draft: Draft, project: StudioProject): Draft => ({
  ...draft,
  project,
  base: { version: project.version, content: project.content },
  content: project.content,
});

/** Keeps the form though the file has changed: what is saved next replaces that. */
export const keepMine = (draft: Draft): Draft =>
  draft.project
    ? { ...draft, base: { version: draft.project.version, content: draft.project.content } }
    : draft;
