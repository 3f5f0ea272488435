import bridge from '@journeys-push/bridge/iife';
import { gatewayFetch } from '../../../../packages/shell/compat/testing/gateway-fetch.ts';
import type { Act, StoryPhone, StoryPhoneOptions } from '../../../../packages/shell/compat/testing/story.ts';
import { openVmPage } from '../vm-page.ts';
import { appConfig, makePhone } from './make-phone.ts';

const traceId = '0f3c1a527a414c0f9a391a2b3c4d5e6f';

/** A simulated phone in the hand of a story. */
export async function openSimulatedPhone(options: StoryPhoneOptions): Promise<StoryPhone> {
  const { system, config, scripts, gateway } = options;
  const { phone, network } = makePhone(system, {
    config: appConfig({ gateway: { url: 'https://push.shop.example' }, ...config }),
    bridge,
    fetch: gatewayFetch(gateway),
  });
  const page = openVmPage(phone, { scripts });
  const acts: Record<Act, () => Promise<void>> = {
    launch: phone.launch,
    background: phone.background,
    kill: phone.kill,
    reinstall: phone.reinstall,
    offline: () => phone.setOnline(false),
    online: () => phone.setOnline(true),
    'switch off': () => phone.setNotifications(false),
    'switch on': () => phone.setNotifications(true),
    'replace the token': phone.rotateToken,
  };
  return {
    act: (act) => acts[act](),
    dialogIsUp: () => phone.view().dialog !== null,
    answer: phone.answerDialog,
    async push(id, payload) {
      network.send(phone.view().token, { id, payload, traceId });
    },
    screen: () => phone.view().tray.map(({ title }) => title),
    async tap(title) {
      await phone.tap(phone.view().tray.find((shown) => shown.title === title)?.id ?? 'none');
    },
    outside: () => phone.view().browser,
    evaluate: page.evaluate,
    pause: () => new Promise((resolve) => setTimeout(resolve, 2)),
    async close() {
      page.close();
      phone.close();
    },
  };
}
