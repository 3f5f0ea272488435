import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig } from 'vite';

export default defineConfig(({ command }) => {
  // A test, or a shell with another NODE_ENV, would get React as developers of React want it, twice the size.
  if (command === 'build') process.env.NODE_ENV = 'production';
  return {
    plugins: [react()],
    resolve: { conditions: ['journeys-push-source', ...defaultClientConditions] },
    build: { target: 'es2022', assetsInlineLimit: 0, chunkSizeWarningLimit: 800 },
  };
});
