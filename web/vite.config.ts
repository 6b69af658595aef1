import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** Every browser we support reads woff2; the older copies would double the size of the folder. */
const onlyWoff2: Plugin = {
  name: 'only-woff2',
  enforce: 'pre',
  transform: (code, id) =>
    id.includes('@fontsource') && id.endsWith('.css')
      ? code.replace(/,\s*url\([^)]*\.woff\) format\('woff'\)/g, '')
      : null,
};

export default defineConfig({
  plugins: [onlyWoff2, react()],
  // The server writes a fresh nonce in place of this word in every answer.
  html: { cspNonce: '__CSP_NONCE__' },
  build: {
    // Inlined fonts would be fetched by everyone, also by those who have a Chinese font.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 900,
  },
  server: { port: 7071, proxy: { '/api': 'http://127.0.0.1:7070' } },
});
