import type { Driver } from '../checklist.ts';
import type { Lab } from './lab.ts';
import { openLabPage } from './lab-page.ts';
import { createLabPhone } from './lab-phone.ts';

/** Drives phones as a person does who has the lab before them. */
export const labDriver =
  (lab: Lab): Driver =>
  ({ id, name, page: { url } }, { api, home, note }) => {
    const { origin } = new URL(url);
    const { ended, press, control } = lab;
    const page = openLabPage({ lab: lab.page, origin, api, note, ended, errors: lab.errorsOf(origin) });
    const card = lab.page.getByRole('article', { name, exact: true });
    return createLabPhone({ id, name, card, page, press, ended, control, home });
  };
