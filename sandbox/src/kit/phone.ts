import type { ControlClient } from '../control/client.ts';
import { createActions } from './actions.ts';
import { createExpectations } from './expectations/expectations.ts';
import type { KitPhone } from './kit.ts';
import { createKitPage } from './page.ts';
import type { Waiting } from './waiting.ts';

/** What a phone of the kit is made with. */
export interface PhoneGround {
  control: ControlClient;
  waiting: Waiting;
  id: string;
  /** In messages and in `timeline.text()`. */
  name: string;
}

export function createKitPhone(ground: PhoneGround): KitPhone {
  const { control, id, name } = ground;
  const expectations = createExpectations(ground);
  return {
    ...{ id, name, page: createKitPage(control, id) },
    view: () => control.phone(id),
    ...expectations,
    ...createActions(ground, expectations),
  };
}
