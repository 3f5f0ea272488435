import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  MessageBar,
  MessageBarBody,
} from '@fluentui/react-components';
import { useState } from 'react';
import { ControlError } from '../../../src/control/client.ts';
import type { SiteChange } from '../../../src/control/site-wire.ts';
import type { Info } from '../../../src/control/wire.ts';
import { useLab } from '../lab-context.ts';
import { rememberSite } from './recent-sites.ts';
import { readAddress, readOrigins } from './site-address.ts';
import { SiteFields } from './site-fields.tsx';
import { SitePlaces } from './site-places.tsx';
import { useTried } from './use-tried.ts';

export interface SiteDialogProps {
  info: Info;
  /** What a link asks for, where it is not shown yet. */
  asked: Required<SiteChange> | undefined;
  onClose(): void;
  onShown(site: Required<SiteChange>): void;
}

/** Changes the site in the phones, for everybody at this sandbox. */
export function SiteDialog({ info, asked, onClose, onShown }: SiteDialogProps) {
  const present = info.builtInPage ? '' : info.site;
  const [typed, setTyped] = useState(asked ? (asked.url ?? '') : present);
  const [allowed, setAllowed] = useState((asked?.allow ?? info.allowedOrigins).join('\n'));
  const { show, showing, failure } = useShow(onShown);
  const [site, origins] = [readAddress(typed), readOrigins(allowed)];
  const tried = useTried('url' in site ? site.url : undefined);
  const wanted =
    'url' in site && 'origins' in origins ? { url: site.url, allow: origins.origins } : undefined;
  const doubtful = tried !== undefined && tried !== 'asking' && !tried.ok;
  const toBuiltIn = () => show({ url: null, allow: [] });
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogSurface className="site-dialog">
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (wanted) show(wanted);
          }}
        >
          <DialogBody>
            <DialogTitle>{asked ? 'This link asks for another site' : 'Site in the phones'}</DialogTitle>
            <DialogContent className="site-content">
              {asked ? <Asked asked={asked} info={info} /> : null}
              <p className="site-note">
                Everybody at this sandbox sees the same site. A change updates the app on every phone and
                starts it again; permissions and registrations stay.
              </p>
              <SiteFields
                {...{ typed, setTyped, allowed, setAllowed, site, origins, tried }}
                isPresent={wanted?.url === present}
              />
              <SitePlaces chosen={'url' in site ? site.url : ''} onChoose={setTyped} />
              {failure ? (
                <MessageBar intent="error" layout="multiline">
                  <MessageBarBody>{failure}</MessageBarBody>
                </MessageBar>
              ) : null}
            </DialogContent>
            <DialogActions fluid className="site-actions">
              {info.builtInPage ? null : (
                <Button
                  className="site-built-in"
                  disabled={showing}
                  onClick={toBuiltIn}
                  appearance={asked?.url === null ? 'primary' : 'secondary'}
                >
                  Show the built-in page
                </Button>
              )}
              <Button onClick={onClose}>{asked ? 'Keep it as it is' : 'Cancel'}</Button>
              <Button
                appearance={asked?.url === null ? 'secondary' : 'primary'}
                type="submit"
                disabled={!wanted || showing}
              >
                {showing ? 'Showing it …' : doubtful ? 'Show it anyway' : 'Show in the phones'}
              </Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}

function Asked({ asked, info }: { asked: Required<SiteChange>; info: Info }) {
  const further = asked.allow.length > 0 ? ` with ${asked.allow.join(', ')}` : '';
  return (
    <MessageBar intent="info" layout="multiline">
      <MessageBarBody>
        The link asks for <strong>{asked.url ?? 'the built-in page'}</strong>
        {further}. The phones show <strong>{info.builtInPage ? 'the built-in page' : info.site}</strong> now.
        Show only addresses that you trust.
      </MessageBarBody>
    </MessageBar>
  );
}

function useShow(onShown: (site: Required<SiteChange>) => void) {
  const { client, info } = useLab();
  const [showing, setShowing] = useState(false);
  const [failure, setFailure] = useState('');
  const show = async (site: Required<SiteChange>) => {
    setShowing(true);
    setFailure('');
    try {
      await client.showSite(site);
      info.refresh();
      if (site.url !== null) rememberSite(localStorage, site.url);
      onShown(site);
    } catch (error) {
      setFailure(
        error instanceof ControlError ? error.message : 'The sandbox did not answer. Does it still run?',
      );
      setShowing(false);
    }
  };
  return { show: (site: Required<SiteChange>) => void show(site), showing, failure };
}
