import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createLab } from './create-lab.ts';
import './lab.css';
import { LabContext } from './lab-context.ts';
import { LabPage } from './lab-page.tsx';
import { returnWhenRefused } from './return.ts';

const token = document.querySelector<HTMLMetaElement>('meta[name="control-token"]')?.content ?? '';
const lab = createLab(token);
returnWhenRefused({ ...lab, storage: sessionStorage, reload: () => location.reload() });

// The whole document follows the theme: scroll bars, and the pages in the phones.
const showTheme = () => {
  document.documentElement.dataset.theme = lab.theme.dark.get() ? 'dark' : 'light';
};
showTheme();
lab.theme.dark.subscribe(showTheme);

const root = document.getElementById('lab');
if (root)
  createRoot(root).render(
    <StrictMode>
      <LabContext value={lab}>
        <LabPage />
      </LabContext>
    </StrictMode>,
  );
