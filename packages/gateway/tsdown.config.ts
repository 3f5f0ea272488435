import { defineConfig } from 'tsdown';

export default defineConfig({
  entry: {
    gateway: 'src/gateway.ts',
    serve: 'src/serve.ts',
    admin: 'src/admin.ts',
    users: 'src/users/preview.ts',
    embedded: 'src/db/embedded.ts',
    index: 'src/index.ts',
  },
  format: 'esm',
  dts: true,
  platform: 'node',
  fixedExtension: false,
  target: 'node20',
  // migrate.ts finds them beside itself.
  copy: [{ from: 'src/db/migrations', to: 'dist' }],
});
