import type { Driver } from '../checklist.ts';
import type { Lab } from './lab.ts';
import { openLabPage } from './lab-page.ts';
import { createLabPhone } from './lab-phone.ts';

/** Drives phones as a person does who has the lab before them. */
export const labDriver =
  (lab: Lab): Driver =>
  ({ id, name, page: { url } }, { api, home, note }) => {
    const { origin } = new URL(url);
    const page = openLabPage({ lab: lab.page, origin, api, note, errors: lab.errorsOf(origin) });
    const card = lab.page.getByRole('article', { name, exact: true });
    return createLabPhone({ id, name, card, page, press: lab.press, control: lab.control, home });
  };
