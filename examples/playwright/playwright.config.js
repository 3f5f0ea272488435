import { defineConfig } from '@playwright/test';

const app = 'http://localhost:5199';

// As root Chromium starts only without its own sandbox.
const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

export default defineConfig({
  // The app that is tested: in the phones it is shown at an origin of its own for each phone.
  webServer: {
    command: 'npm run dev -- --port 5199 --strictPort',
    cwd: '../react',
    url: app,
  },
  workers: 1,
  // The first call of the page may still build it.
  timeout: 60_000,
  expect: { timeout: 20_000 },
  use: {
    app,
    launchOptions: {
      args,
      ...(process.env.CHROMIUM_PATH ? { executablePath: process.env.CHROMIUM_PATH } : {}),
    },
  },
});
