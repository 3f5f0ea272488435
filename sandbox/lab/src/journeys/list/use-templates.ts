import type { SegmentSave } from '../../../../src/control/people-wire.ts';
import { useLab } from '../../lab-context.ts';
import type { Template } from './templates.ts';

/** Makes the messages and the draft of a template; its id, or undefined and a notice. */
export function useTemplates(): (template: Template) => Promise<string | undefined> {
  const { client, notices, info } = useLab();
  const create = async ({ messages, segment, definition }: Template) => {
    const { mobileAppId } = await info.known();
    const ids: Record<string, string> = {};
    for (const [key, words] of Object.entries(messages)) {
      const { messageId } = await client.createMessage({ ...words, mobileAppId });
      await client.publishMessage(messageId);
      ids[key] = messageId;
    }
    return client.createJourney(definition(ids, segment ? await segmentId(segment) : ''));
  };
  const segmentId = async (save: SegmentSave) => {
    // Not just any of these people: they would all be sent to.
    const there = (await client.segments()).find(
      ({ name, entity }) => name === save.name && entity === save.entity,
    );
    return (there ?? (await client.addSegment(save))).segmentId;
  };
  return async (template) => (await notices.watch(create(template)))?.journeyId;
}
