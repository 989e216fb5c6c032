import { existsSync } from 'node:fs';
import uni from '@dcloudio/vite-plugin-uni';
import { defineConfig } from 'vite';

// npm has put a link to this folder into node_modules; what is in dist is made there.
if (!existsSync(new URL('../js/dist/index.js', import.meta.url))) {
  throw new Error('rtmkit-uniapp is not built yet: npm ci && npm run build, in ../js');
}

export default defineConfig({
  plugins: [(uni.default ?? uni)()],
  define: {
    // Without this vue-i18n makes functions out of text, which mini programs and apps forbid.
    __INTLIFY_JIT_COMPILATION__: true,
  },
});
