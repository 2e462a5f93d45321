import { defineConfig } from 'vite'
import { STYLE_NONCE } from './style-nonce'

/** Where API and files may stand: anywhere over HTTPS, or on this machine. */
const STORES = 'https: http://127.0.0.1:* http://localhost:*'

/** What the built pages may load and run, said by the page itself: hosting adds no header. */
const POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  `style-src 'self' 'nonce-${STYLE_NONCE}'`,
  `img-src 'self' data: blob: ${STORES}`,
  `media-src 'self' blob: ${STORES}`,
  "font-src 'self' data:",
  `connect-src 'self' ${STORES}`,
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
].join('; ')

const contentPolicy = {
  name: 'content-security-policy',
  apply: 'build' as const,
  transformIndexHtml: () => [
    {
      tag: 'meta',
      attrs: { 'http-equiv': 'Content-Security-Policy', content: POLICY },
      injectTo: 'head-prepend' as const,
    },
  ],
}

// The console is served below /console/ by the local host and by static hosting alike. React's
// automatic JSX comes from esbuild, so no plug-in is needed for it.
export default defineConfig({
  base: '/console/',
  plugins: [contentPolicy],
  esbuild: { jsx: 'automatic' },
  resolve: { dedupe: ['react', 'react-dom', 'antd', 'dayjs', 'zod'] },
  server: { proxy: { '/api': 'http://127.0.0.1:7700', '/files': 'http://127.0.0.1:7700' } },
  build: {
    target: 'es2020',
    chunkSizeWarningLimit: 1100,
    reportCompressedSize: false,
    rollupOptions: {
      // Libraries mark their files 'use client' for servers that render; here nothing is rendered.
      onwarn: (warning, warn) => warning.code !== 'MODULE_LEVEL_DIRECTIVE' && warn(warning),
      output: {
        manualChunks(file) {
          if (file.includes('node_modules/echarts') || file.includes('node_modules/zrender')) {
            return 'charts'
          }
          return undefined
        },
      },
    },
  },
})
