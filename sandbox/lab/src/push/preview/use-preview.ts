import { useEffect, useState } from 'react';
import type { Preview } from '../../../../src/control/message-wire.ts';
import type { ColumnValue } from '../../../../src/control/people-wire.ts';
import { useLab } from '../../lab-context.ts';
import type { Draft } from '../draft.ts';

/** So long nobody types before the sandbox is asked. */
const REST_MS = 120;

interface PreviewOf {
  draft: Draft;
  personId: string;
  /** As a trigger would bring them. */
  attributes?: Record<string, ColumnValue> | undefined;
}

/** How Dynamics would write the draft to a person; undefined until it has said so. */
export function usePreview({ draft, personId, attributes }: PreviewOf): Preview | undefined {
  const { client } = useLab();
  const [preview, setPreview] = useState<Preview>();
  const asked = JSON.stringify({ message: sentOf(draft), personId, attributes });
  useEffect(() => {
    if (!personId) return setPreview(undefined);
    let over = false;
    const timer = setTimeout(async () => {
      // What keeps it from answering is told where the push is sent.
      const answer = await client.previewMessage(JSON.parse(asked)).catch(() => undefined);
      if (!over) setPreview(answer);
    }, REST_MS);
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [asked, personId, client]);
  return preview;
}

const sentOf = (draft: Draft) =>
  Object.fromEntries(Object.entries(draft).filter(([, text]) => text.trim() !== ''));

/** The draft's own words, where Dynamics has not said yet how it reads. */
export const writtenOf = ({ title, subtitle, body, link, imageUrl }: Draft): Preview['written'] => ({
  ...{ title, body },
  ...(subtitle ? { subtitle } : {}),
  ...(link ? { link } : {}),
  ...(imageUrl ? { imageUrl } : {}),
});
