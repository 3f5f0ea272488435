import { phone } from '../phone.ts';

export const preventAutoHideAsync = async () => true;
export const hide = () => {
  phone.splash = 'hidden';
};
