import { Badge, Body1, Button, Caption1, Link, Subtitle2, useMergedRefs } from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons/svg/add';
import { DeleteRegular } from '@fluentui/react-icons/svg/delete';
import { useCallback, useRef, useState } from 'react';
import type { Entity, Segment } from '../../../../src/control/people-wire.ts';
import { useParameter } from '../../address.ts';
import { Confirm } from '../../confirm.tsx';
import { useLab } from '../../lab-context.ts';
import { useBefore, useLostFocus } from '../../lost-focus.ts';
import { useNames } from '../../people/use-people.ts';
import { useSegments } from '../../people/use-segments.ts';
import { useRemote } from '../../use-remote.ts';
import { ruleInWords } from './rule-words.ts';
import { SegmentForm } from './segment-form.tsx';

/** The segments, who is in one now, and new ones. */
export function SegmentsPart() {
  const { client, notices } = useLab();
  const segments = useSegments();
  // Not `segment`: that is whom a push goes to.
  const [shown, show] = useParameter('members');
  const [adding, setAdding] = useState(false);
  // Takes the focus when the segment or the form that had it is gone.
  const addButton = useRef<HTMLButtonElement>(null);
  const addButtonRef = useMergedRefs(addButton, useLostFocus(useBefore(adding) === true));
  return (
    <div className="journeys-part">
      <Subtitle2 as="h2">Segments</Subtitle2>
      {segments.value?.length === 0 ? <Body1 as="p">There is none yet.</Body1> : null}
      <ul className="journey-list">
        {(segments.value ?? []).map((segment) => (
          <li key={segment.segmentId}>
            <Link
              as="button"
              aria-expanded={shown === segment.segmentId}
              onClick={() => show(shown === segment.segmentId ? '' : segment.segmentId)}
            >
              {segment.name}
            </Link>
            <Badge appearance="tint" color="informative">
              {segment.rule ? 'By rule' : 'Static'}
            </Badge>
            <Caption1>{aboutOf(segment)}</Caption1>
            <Confirm
              title={`Delete “${segment.name}”?`}
              text="The people in it stay; pushes and journeys can no longer use it."
              action="Delete"
              onConfirm={async () => {
                if (!(await notices.watch(client.removeSegment(segment.segmentId)))) return;
                if (shown === segment.segmentId) show('');
                segments.refresh();
                addButton.current?.focus();
              }}
            >
              <Button
                size="small"
                appearance="subtle"
                icon={<DeleteRegular />}
                aria-label={`Delete the segment ${segment.name}`}
              />
            </Confirm>
            {shown === segment.segmentId ? <Members segment={segment} /> : null}
          </li>
        ))}
      </ul>
      {adding ? (
        <SegmentForm
          onCancel={() => setAdding(false)}
          onAdded={(segmentId) => {
            setAdding(false);
            segments.refresh();
            show(segmentId);
          }}
        />
      ) : (
        <Button
          ref={addButtonRef}
          className="journey-back"
          icon={<AddRegular />}
          onClick={() => setAdding(true)}
        >
          New segment
        </Button>
      )}
    </div>
  );
}

const KINDS: Record<Entity, { one: string; many: string }> = {
  contact: { one: 'contact', many: 'contacts' },
  lead: { one: 'lead', many: 'leads' },
  profile: { one: 'customer profile', many: 'customer profiles' },
};

const aboutOf = ({ entity, rule, memberIds = [] }: Segment): string => {
  const { one, many } = KINDS[entity];
  if (rule) return `${many.charAt(0).toUpperCase()}${many.slice(1)} that match: ${ruleInWords(rule)}`;
  return `${memberIds.length} ${memberIds.length === 1 ? one : many}, chosen one by one`;
};

/** More are in it than anybody reads. */
const SHOWN = 100;

function Members({ segment: { segmentId, entity } }: { segment: Segment }) {
  const { client } = useLab();
  const load = useCallback(() => client.segmentMembers(segmentId), [client, segmentId]);
  const ids = useRemote(load).value;
  const shown = ids?.slice(0, SHOWN) ?? [];
  const nameOf = useNames(entity, shown);
  if (!ids) return null;
  return (
    <div className="segment-members">
      <Caption1>{ids.length === 0 ? 'Nobody is in it now.' : `In it now: ${ids.length}`}</Caption1>
      <ul>
        {shown.map((id) => (
          <li key={id}>{nameOf(id)}</li>
        ))}
      </ul>
      {ids.length > SHOWN ? <Caption1>{`and ${ids.length - SHOWN} more`}</Caption1> : null}
    </div>
  );
}
