import { Spinner } from '@fluentui/react-components';
import { useCallback, useState } from 'react';
import { useParameter, withParameters } from '../address.ts';
import { useLab } from '../lab-context.ts';
import { useBefore } from '../lost-focus.ts';
import { useRemote } from '../use-remote.ts';
import { AppDetail } from './apps/app-detail.tsx';
import { AppList } from './apps/app-list.tsx';
import './channel.css';
import { type Generated, NewToken } from './developer/new-token.tsx';
import { NewApp } from './form/new-app.tsx';

/** The mobile app channel, as an admin of Dynamics sees it. */
export function ChannelPanel() {
  // It is told once: wherever somebody has gone meanwhile, it is shown.
  const [generated, setGenerated] = useState<Generated>();
  return (
    <>
      <ChannelPlace onGenerated={setGenerated} />
      <NewToken generated={generated} onClose={() => setGenerated(undefined)} />
    </>
  );
}

/** The list of mobile apps, one of it, or a new one. */
function ChannelPlace({ onGenerated }: { onGenerated(token: Generated): void }) {
  const { client, address } = useLab();
  const apps = useRemote(useCallback(() => client.mobileApps(), [client]));
  const [chosen] = useParameter('mobile');
  // One that was just made is not missing from the list that was asked for before.
  const [made, setMade] = useState<{ id: string; before: typeof apps.value }>();
  const before = useBefore(chosen);
  if (!apps.value) return <Spinner className="panel-loading" label="Asking Dynamics" />;
  const open = (id: string) => {
    apps.refresh();
    address.set(withParameters(address.get(), { mobile: id, 'mobile-part': '' }), true);
  };
  const openMade = (id: string) => {
    setMade({ id, before: apps.value });
    open(id);
  };
  const fromList = before !== undefined;
  if (chosen === 'new') return <NewApp {...{ fromList }} onSaved={openMade} onCancel={() => open('')} />;
  const app = apps.value.find(({ mobileAppId }) => mobileAppId === chosen);
  if (app)
    return (
      <AppDetail
        key={chosen}
        app={app}
        fromList={fromList}
        onChanged={apps.refresh}
        onGenerated={onGenerated}
        onBack={() => open('')}
      />
    );
  if (chosen === made?.id && apps.value === made.before)
    return <Spinner className="panel-loading" label="Asking Dynamics" />;
  return <AppList apps={apps.value} missing={chosen} left={before} onOpen={open} />;
}
