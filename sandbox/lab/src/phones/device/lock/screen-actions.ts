import type { ControlClient } from '../../../../../src/control/client.ts';
import type { Phone } from '../../../../../src/control/wire.ts';
import type { Act } from '../../phone-actions.ts';
import type { useScreen } from './use-screen.ts';

interface ScreenActionsOptions {
  phone: Phone;
  screen: ReturnType<typeof useScreen>;
  client: ControlClient;
  act: Act;
  closeShade(): void;
}

/** What the side key and the lock screen do. A locked phone has its app in the background. */
export const screenActions = ({ phone, screen, client, act, closeShade }: ScreenActionsOptions) => ({
  lock() {
    closeShade();
    screen.turnOff();
    if (phone.state === 'foreground') act(client.background(phone.id));
  },
  wake() {
    screen.light();
    if (phone.doze) act(client.setDoze(phone.id, false));
  },
  /** Back to what was in front before. */
  unlock() {
    closeShade();
    screen.unlock();
    if (screen.resumes) act(client.launch(phone.id));
  },
});
