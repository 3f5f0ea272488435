import { Caption1, Subtitle2, Switch } from '@fluentui/react-components';
import { useState } from 'react';
import type { Preview } from '../../../../src/control/message-wire.ts';
import { useLab } from '../../lab-context.ts';
import { useStore } from '../../store.ts';
import { cutsOf } from './fit.ts';
import './preview.css';

interface PushPreviewProps {
  written: Preview['written'];
  /** Whose values are in it; empty: nobody's. Undefined as long as that is not known. */
  person: string | undefined;
}

/** The push as each system draws it, and what it cuts off. */
export function PushPreview({ written, person }: PushPreviewProps) {
  const app = useStore(useLab().info)?.appName ?? 'App';
  const [open, setOpen] = useState(false);
  const cuts = cutsOf(written);
  return (
    <section className="push-preview" aria-labelledby="push-preview-title">
      <div className="push-preview-head">
        <Subtitle2 as="h2" id="push-preview-title">
          Preview
        </Subtitle2>
        <Switch
          label="Opened"
          labelPosition="before"
          checked={open}
          onChange={(_, { checked }) => setOpen(checked)}
        />
      </div>
      <Caption1>{personWords(person)}</Caption1>
      <SystemNote {...{ system: 'ios', written, app, open, cuts: cuts.ios }} />
      <SystemNote {...{ system: 'android', written, app, open, cuts: cuts.android }} />
    </section>
  );
}

function personWords(person: string | undefined): string {
  if (person === undefined) return 'Looking up who will read it …';
  return person ? `As ${person} will read it.` : 'Choose a contact to see their values.';
}

interface SystemNoteProps {
  system: 'ios' | 'android';
  written: Preview['written'];
  app: string;
  open: boolean;
  cuts: readonly string[];
}

const NAMES = { ios: 'iOS', android: 'Android' };

function SystemNote({ system, written, app, open, cuts }: SystemNoteProps) {
  const { title, subtitle, body, imageUrl } = written;
  return (
    <figure className="preview-note" aria-label={`On ${NAMES[system]}`}>
      <figcaption>{NAMES[system]}</figcaption>
      <div className="preview-wallpaper" data-system={system} data-open={open || undefined}>
        <div className="preview-card">
          <span className="preview-icon" aria-hidden="true" data-letter={app.slice(0, 1).toUpperCase()} />
          <div className="preview-text">
            <p className="preview-head">
              <span>{app}</span>
              <span>now</span>
            </p>
            <p className="preview-title">{title || ' '}</p>
            {subtitle && system === 'ios' ? <p className="preview-title">{subtitle}</p> : null}
            {body ? <p className="preview-body">{body}</p> : null}
          </div>
          {imageUrl ? <PreviewImage key={imageUrl} url={imageUrl} /> : null}
        </div>
      </div>
      {cuts.map((cut) => (
        <Caption1 key={cut} block>
          {cut}
        </Caption1>
      ))}
    </figure>
  );
}

/** A picture that does not come is said, rather than drawn broken. */
function PreviewImage({ url }: { url: string }) {
  const [failed, setFailed] = useState(false);
  if (failed) return <span className="preview-no-image">No picture there</span>;
  return <img className="preview-image" src={url} alt="" onError={() => setFailed(true)} />;
}
