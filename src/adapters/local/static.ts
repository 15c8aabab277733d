import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Asset } from './http.ts';

const { resolve } = createRequire(import.meta.url);

const vendors: Readonly<Record<string, string>> = {
  'preact.js': 'preact',
  'hooks.js': 'preact/hooks',
  'jsx-runtime.js': 'preact/jsx-runtime',
};

const imports = JSON.stringify({
  imports: Object.fromEntries(Object.entries(vendors).map(([file, name]) => [name, `/local/vendor/${file}`])),
});

const fontWeights = ['400', '500', '700'];

/** In this order: what comes later has the last word. */
const sheets = [
  'base',
  'parts',
  'sidebar',
  'shell',
  'talk',
  'message',
  'composer',
  'card',
  'card-parts',
  'dialog',
  'form',
  'people',
];

const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content">
<meta name="color-scheme" content="light dark">
<title>Stagepost 驿站</title>
<link rel="icon" href="/local/page/style/mark.svg" type="image/svg+xml">
${sheets.map((sheet) => `<link rel="stylesheet" href="/local/page/style/${sheet}.css">`).join('\n')}
${fontWeights.map((weight) => `<link rel="stylesheet" href="/local/fonts/${weight}.css">`).join('\n')}
<script type="importmap">${imports}</script>
<script type="module" src="/local/page/main.js"></script>
</head>
<body><div id="page"></div><noscript>This page needs JavaScript. 这个页面需要 JavaScript。</noscript></body>
</html>
`;

/** Nothing from elsewhere: no script but our own files and the import map, which is named by its hash. */
const policy = [
  "default-src 'none'",
  `script-src 'self' 'sha256-${createHash('sha256').update(imports).digest('base64')}'`,
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

const types: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  woff2: 'font/woff2',
};

/** Where the compiled page lies unless told otherwise: beside the compiled adapter. */
export const builtPage = fileURLToPath(new URL('./page/', import.meta.url));

/** The page's own files, Preact and the fonts from their packages; null for a path that is none of these. */
export async function asset(path: string, page: string): Promise<Asset | null> {
  if (path === '/') {
    const headers = { 'content-security-policy': policy, 'x-frame-options': 'DENY' };
    return { bytes: Buffer.from(html), type: 'text/html; charset=utf-8', headers };
  }
  const own = /^\/local\/page\/([a-z0-9-]+(?:\/[a-z0-9-]+)*\.(?:js|css|svg))$/.exec(path)?.[1];
  if (own !== undefined) return file(join(page, own));
  const vendor = vendors[path.replace('/local/vendor/', '')];
  if (vendor !== undefined) return file(resolve(vendor), 'js');
  return font(path);
}

async function font(path: string): Promise<Asset | null> {
  const folder = dirname(resolve('@fontsource/noto-sans-sc/400.css'));
  const weight = /^\/local\/fonts\/(\d{3})\.css$/.exec(path)?.[1];
  if (weight !== undefined && fontWeights.includes(weight)) return file(join(folder, `${weight}.css`));
  const name = /^\/local\/fonts\/files\/([a-z0-9-]+\.woff2)$/.exec(path)?.[1];
  const found = name === undefined ? null : await file(join(folder, 'files', name));
  return found && { ...found, headers: { 'cache-control': 'max-age=86400' } };
}

async function file(path: string, as?: string): Promise<Asset | null> {
  const type = types[as ?? path.slice(path.lastIndexOf('.') + 1)];
  if (type === undefined) return null;
  try {
    return { bytes: await readFile(path), type };
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
