import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: '.',
  outputDir: process.env.PLAYWRIGHT_OUTPUT ?? '/tmp/journeys-push-playwright',
  workers: 1,
  timeout: 100_000,
  expect: { timeout: 20_000 },
  reporter: [['json']],
  use: {
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
      args: ['--no-sandbox'],
    },
  },
});
