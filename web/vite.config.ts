import react from '@vitejs/plugin-react';
import {defineConfig} from 'vite';

/** Everything is served from our own origin: no inline script, no polyfill snippet, nothing from elsewhere (see the policy in firebase.json). */
export default defineConfig({
	root: import.meta.dirname,
	plugins: [react()],
	build: {
		outDir: 'dist',
		emptyOutDir: true,
		target: 'es2022',
		modulePreload: {polyfill: false},
		assetsInlineLimit: 0,
		sourcemap: false,
		chunkSizeWarningLimit: 700,
	},
});
