import { Button, useRestoreFocusTarget } from '@fluentui/react-components';
import { GlobeRegular } from '@fluentui/react-icons/svg/globe';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import type { Info } from '../../../src/control/wire.ts';
import { useLab } from '../lab-context.ts';
import { PanelFrame } from '../panel-frame.tsx';
import { useStore } from '../store.ts';
import { useSiteRequest } from './use-site-request.ts';
import './site.css';

const SiteDialog = lazy(async () => ({ default: (await import('./site-dialog.tsx')).SiteDialog }));

/** Which site the phones show; a press changes it. */
export function SiteControl() {
  const info = useStore(useLab().info);
  const request = useSiteRequest();
  const [opened, setOpened] = useState(false);
  const focusTarget = useRestoreFocusTarget();
  if (!info) return null;
  const close = () => {
    setOpened(false);
    request.declined();
  };
  return (
    <>
      <Button
        {...focusTarget}
        className="site-control"
        appearance="subtle"
        icon={<GlobeRegular />}
        aria-haspopup="dialog"
        aria-label={`Site in the phones: ${nameOf(info)}`}
        title={`Change the site in the phones: ${nameOf(info)}`}
        onClick={() => setOpened(true)}
      >
        <span className="site-control-label">Site in the phones:</span>{' '}
        <span className="site-control-address">{nameOf(info)}</span>
      </Button>
      <SiteNews info={info} />
      {opened || request.asked ? (
        <PanelFrame>
          <Suspense fallback={null}>
            <SiteDialog
              info={info}
              asked={request.asked}
              onClose={close}
              onShown={(site) => {
                setOpened(false);
                request.chosen(site);
              }}
            />
          </Suspense>
        </PanelFrame>
      ) : null}
    </>
  );
}

const nameOf = ({ builtInPage, site }: Info): string => (builtInPage ? 'built-in page' : site);

/** Tells who cannot see it that the site has changed, here or in another lab. */
function SiteNews({ info }: { info: Info }) {
  const name = nameOf(info);
  const before = useRef(name);
  const [news, setNews] = useState('');
  useEffect(() => {
    if (before.current !== name) setNews(`The phones show ${name} now.`);
    before.current = name;
  }, [name]);
  return (
    <span role="status" className="visually-hidden">
      {news}
    </span>
  );
}
