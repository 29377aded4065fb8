// Pages of one file: a script and a style in the page itself, which a policy admits by their hashes and nothing beside.
import { createHash } from 'node:crypto';
import { buildSync } from 'esbuild';

/** What esbuild says of all that was bundled: which packages a page holds. */
export const metafiles = [];

/** Bundles a script or a style for browsers, as a text in which no tag begins or ends. */
export function bundled(entry, options = {}) {
  const { outputFiles, metafile } = buildSync({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    platform: 'browser',
    format: 'iife',
    target: ['chrome123', 'firefox120', 'safari17.5'],
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'warning',
    ...options,
  });
  metafiles.push(metafile);
  return outputFiles[0].text.trim().replaceAll(/<(?=\/script|script|!--)/g, String.raw`\x3c`);
}

/** A page with all that it needs in it. `more` adds to what the policy admits. */
export function page({ title, body, script, style, more = [] }) {
  const policy = [
    "default-src 'none'",
    `script-src ${hashOf(script)}`,
    `style-src ${hashOf(style)}`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    ...more,
  ].join('; ');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<link rel="icon" href="data:image/svg+xml,${encodeURIComponent(icon)}">
<style>${style}</style>
</head>
<body>
${body}
<script id="script">${script}</script>
</body>
</html>
`;
}

const icon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><path fill="#2747b5" d="M7 1v10L2 12z"/><path fill="#8fb0ff" d="M8 4v8l6 1zM2 13h12l-4 2H6z"/></svg>';

function hashOf(text) {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
