import { defineConfig } from 'tsdown';

export default defineConfig({
  entry: { 'core/index': 'src/core/index.ts' },
  format: 'esm',
  dts: true,
  platform: 'neutral',
  target: 'es2020',
});
