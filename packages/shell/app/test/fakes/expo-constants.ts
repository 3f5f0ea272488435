import { configOf } from '../config.ts';

export default {
  expoConfig: {
    extra: {
      journeysPush: {
        config: configOf(),
        build: { configHash: 'hash', shellVersion: '0.1.0', pluginVersion: '0.1.0' },
      },
    },
  },
};
