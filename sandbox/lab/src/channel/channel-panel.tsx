import { Spinner } from '@fluentui/react-components';
import { useCallback } from 'react';
import { useParameter } from '../address.ts';
import { useLab } from '../lab-context.ts';
import { useRemote } from '../use-remote.ts';
import { AppDetail } from './apps/app-detail.tsx';
import { AppList } from './apps/app-list.tsx';
import './channel.css';
import { NewApp } from './form/new-app.tsx';

/** The mobile app channel, as an admin of Dynamics sees it: the list, one of it, or a new one. */
export function ChannelPanel() {
  const { client } = useLab();
  const apps = useRemote(useCallback(() => client.mobileApps(), [client]));
  const [chosen, choose] = useParameter('mobile');
  if (!apps.value) return <Spinner className="panel-loading" label="Asking Dynamics" />;
  const open = (id: string) => {
    apps.refresh();
    choose(id, true);
  };
  if (chosen === 'new') return <NewApp onSaved={open} onCancel={() => open('')} />;
  const app = apps.value.find(({ mobileAppId }) => mobileAppId === chosen);
  if (app) return <AppDetail key={chosen} app={app} onChanged={apps.refresh} onBack={() => open('')} />;
  return <AppList apps={apps.value} missing={chosen} onOpen={open} />;
}
