import { defineConfig } from 'vite'

// The console is served below /console/ by the local host and by static hosting alike. React's
// automatic JSX comes from esbuild, so no plug-in is needed.
export default defineConfig({
  base: '/console/',
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
