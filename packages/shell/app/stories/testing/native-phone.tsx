import type { AppConfig } from '@journeys-push/contract/app-config';
import { act, render } from '@testing-library/react-native';
import type { ComponentType } from 'react';
import { gatewayFetch } from '../../../compat/testing/gateway-fetch.ts';
import type { Act, StoryPhone, StoryPhoneOptions } from '../../../compat/testing/story.ts';
import { configOf } from '../../../test/launch.ts';
import { serveSite, shownPage } from './web-view.tsx';
import { startWorld, type World } from './world.ts';

type Rendered = ReturnType<typeof render>;

/** The app's own component. */
export type ShellComponent = ComponentType<{ config: AppConfig }>;

export interface NativePhoneOptions extends StoryPhoneOptions {
  Shell: ShellComponent;
  /** What the entry file does before anything is drawn. */
  begin(): void;
}

/** The native app in the hand of a story: its real React components, on Expo's modules as the world imitates them. */
export async function openNativePhone(options: NativePhoneOptions): Promise<StoryPhone> {
  const { system, config, scripts, gateway, Shell, begin } = options;
  const world = startWorld(system);
  serveSite(scripts);
  globalThis.fetch = gatewayFetch(gateway, () => world.online);
  const appConfig = configOf(config);
  let screen: Rendered | undefined;
  begin();
  const start = async () => {
    if (screen) return inAct(() => world.show('active'));
    world.app = 'active';
    screen = render(<Shell config={appConfig} />);
    await settle();
  };
  const end = async () => {
    screen?.unmount();
    screen = undefined;
    world.endProcess();
    await settle();
  };
  const acts = actsOf(world, { start, end });
  return {
    act: async (name) => void (await acts[name]()),
    dialogIsUp: () => world.system.dialogIsUp,
    answer: (answer) => inAct(async () => world.system.answer(answer)),
    push: (id, payload) => inAct(() => world.arrive(id, payload)),
    screen: () => [...world.drawn.values()].map(({ request }) => request.content.title ?? '').reverse(),
    async tap(title) {
      await inAct(() => world.takeTap(title));
      await start();
    },
    outside: () => world.outside,
    async evaluate(expression) {
      const page = shownPage();
      if (!page) throw new Error('No page: the app is not running.');
      return page.run(expression);
    },
    pause: settle,
    close: end,
  };
}

/** A few milliseconds, in which React draws what has changed. */
const settle = () => act(async () => void (await new Promise((resolve) => setTimeout(resolve, 4))));

const inAct = async (work: () => Promise<void> | void): Promise<void> => {
  await act(async () => void (await work()));
};

function actsOf(
  world: World,
  { start, end }: { start(): Promise<void>; end(): Promise<void> },
): Record<Act, () => Promise<void> | void> {
  const flip = (on: boolean) => {
    if (world.app === 'active') world.show('background');
    world.flip(on);
    if (world.app === 'background') world.show('active');
  };
  return {
    launch: start,
    background: () => inAct(() => world.show('background')),
    kill: end,
    async reinstall() {
      await end();
      world.uninstall();
    },
    offline: () => inAct(() => world.setOnline(false)),
    online: () => inAct(() => world.setOnline(true)),
    'switch off': () => inAct(() => flip(false)),
    'switch on': () => inAct(() => flip(true)),
    'replace the token': () => inAct(() => world.rotate()),
  };
}
