import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { reasonNames } from './src/reason-words.ts';

/** Every browser we support reads woff2; the older copies would double the size of the folder. */
const onlyWoff2: Plugin = {
  name: 'only-woff2',
  enforce: 'pre',
  transform: (code, id) =>
    id.includes('@fontsource') && id.endsWith('.css')
      ? code.replace(/,\s*url\([^)]*\.woff\) format\('woff'\)/g, '')
      : null,
};

/** Compressed once here, so that the node never has to; gzip for browsers without TLS. */
const compressed: Plugin = {
  name: 'compressed',
  apply: 'build',
  writeBundle: ({ dir = '' }) => {
    const assets = join(dir, 'assets');
    for (const name of readdirSync(assets).filter((name) => /\.(js|css)$/.test(name))) {
      const bytes = readFileSync(join(assets, name));
      const params = { [constants.BROTLI_PARAM_QUALITY]: 9 };
      writeFileSync(join(assets, `${name}.br`), brotliCompressSync(bytes, { params }));
      writeFileSync(join(assets, `${name}.gz`), gzipSync(bytes));
    }
  },
};

/** The node writes reports with the words of the pages. */
const reasons: Plugin = {
  name: 'reasons',
  apply: 'build',
  writeBundle: ({ dir = '' }) =>
    writeFileSync(join(dir, 'reasons.json'), JSON.stringify(reasonNames())),
};

export default defineConfig({
  plugins: [onlyWoff2, react(), compressed, reasons],
  // The server writes a fresh nonce in place of this word in every answer.
  html: { cspNonce: '__CSP_NONCE__' },
  build: {
    // Inlined fonts would be fetched by everyone, also by those who have a Chinese font.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 900,
  },
  server: { port: 7071, proxy: { '/api': `http://127.0.0.1:${process.env.PORT ?? 7070}` } },
});
