import { Button, Caption1, Subtitle2 } from '@fluentui/react-components';
import { BeakerRegular } from '@fluentui/react-icons/svg/beaker';
import { SendRegular } from '@fluentui/react-icons/svg/send';
import { type FormEvent, useState } from 'react';
import type { Segment } from '../../../src/control/people-wire.ts';
import { useParameter } from '../address.ts';
import { useLab } from '../lab-context.ts';
import { useSegments } from '../people/use-segments.ts';
import { useStore } from '../store.ts';
import { useBusy } from '../use-busy.ts';
import { type Audience, outlookOf, recipientsOf } from './audience.ts';
import { AudienceField } from './audience-field.tsx';
import { MessageFields } from './compose/message-fields.tsx';
import { attributesOf } from './compose/placeholders.ts';
import { Consent, ConsentPending } from './consent.tsx';
import { type DraftErrors, readDraft } from './draft.ts';
import { createKeeper, type Unsent } from './keeper.ts';
import { PushPreview } from './preview/push-preview.tsx';
import { usePreview, writtenOf } from './preview/use-preview.ts';
import './push.css';
import { PushResult } from './result/push-result.tsx';
import { sitesOf, tapOf } from './tap.ts';
import { useAddressees } from './use-addressees.ts';
import { useSending } from './use-sending.ts';
import { useSuggestedContact } from './use-suggested.ts';

/** A push to a contact or a segment: written with a preview, sent, and what became of it. */
export function PushPanel() {
  const lab = useLab();
  const info = useStore(lab.info);
  const segments = useSegments().value;
  const [audience, choose] = useAudience(segments);
  // Whether a segment of the address is still there is known from the list of them.
  const people = useAddressees(segments || audience.kind === 'contact' ? audience : undefined);
  const [keeper] = useState(() => createKeeper(sessionStorage));
  const [unsent, setUnsent] = useState(keeper.restore);
  const { draft, leaveOut } = unsent;
  const [errors, setErrors] = useState<DraftErrors>({});
  const outlook = outlookOf(people ?? [], leaveOut);
  // Nobody as long as it is not known who is in it, or when nobody is.
  const reader = people?.[0];
  const preview = usePreview({ draft, personId: reader?.id ?? '' });
  const written = preview?.written ?? writtenOf(draft);
  const tap = tapOf(written.link ?? '', sitesOf(info), info?.links);
  const { sending, send } = useSending();
  const [busy, run] = useBusy();
  const change = (part: Partial<Unsent>) => {
    const next = { ...unsent, ...part };
    keeper.keep(next);
    setUnsent(next);
  };
  const submit = async (test: boolean) => {
    if (!reader) return;
    const read = readDraft(draft, (await lab.info.known()).site);
    if ('errors' in read) return setErrors(read.errors);
    const to = test ? { contact: reader.id } : recipientsOf(audience, people ?? [], outlook);
    const names = new Map((people ?? []).map(({ id, name }) => [id, name]));
    await send({ written: read.written, test, to, names });
  };
  return (
    <div className="push">
      <form
        className="push-form"
        noValidate
        aria-labelledby="push-form-title"
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          void run(() => submit(false));
        }}
      >
        <Subtitle2 as="h2" id="push-form-title">
          Send a push
        </Subtitle2>
        <Caption1>As a push step of a journey, to every device of each person.</Caption1>
        <AudienceField
          {...{ audience, contacts: useStore(lab.contacts), segments: segments ?? [] }}
          onChange={choose}
        />
        <MessageFields
          {...{ draft, errors, placeholders: preview?.placeholders ?? [], tap: tap?.text }}
          attributes={attributesOf('contact', reader?.columns)}
          onChange={(part) => {
            change({ draft: { ...draft, ...part } });
            setErrors({});
          }}
        />
        {people ? (
          <Consent
            {...{ audience, people, outlook, leaveOut, tracked: tap?.tracked ?? false }}
            onLeaveOut={(leaves) => change({ leaveOut: leaves })}
          />
        ) : (
          <ConsentPending />
        )}
        <div className="push-actions">
          <Button
            type="submit"
            appearance="primary"
            icon={<SendRegular />}
            disabledFocusable={busy || !reader}
          >
            {busy ? 'Sending …' : 'Send push'}
          </Button>
          <Button
            icon={<BeakerRegular />}
            disabledFocusable={busy || !reader}
            title={`Without tracking, and in no report${reader ? `: to ${reader.name} alone` : ''}`}
            onClick={() => void run(() => submit(true))}
          >
            Send test
          </Button>
        </div>
        <PushResult sending={sending} />
      </form>
      <PushPreview written={written} person={people && (reader?.name ?? '')} />
    </div>
  );
}

/** Whom it goes to stays in the address; without a choice it is somebody who can be reached. */
function useAudience(segments: readonly Segment[] | undefined): [Audience, (audience: Audience) => void] {
  const contacts = useStore(useLab().contacts) ?? [];
  const [contact, setContact] = useParameter('contact');
  const [segment, setSegment] = useParameter('segment');
  const suggested = useSuggestedContact(contacts);
  // One that was deleted, or is of an earlier run, is nobody: nobody else gets what was meant for them.
  const gone = segments?.every(({ segmentId }) => segmentId !== segment) ?? false;
  const audience: Audience = segment
    ? { kind: 'segment', id: gone ? '' : segment }
    : { kind: 'contact', id: contact || suggested };
  return [
    audience,
    ({ kind, id }) => {
      setSegment(kind === 'segment' ? id : '');
      setContact(kind === 'contact' ? id : '');
    },
  ];
}
