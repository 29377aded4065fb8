'use strict';

// Writes the pages that are made from what the transforms say of themselves. Run by "npm run docs", after a build.
const { mkdirSync, readFileSync, writeFileSync } = require('node:fs');
const { dirname, join } = require('node:path');
const { pages } = require('../dist/src/docs/pages.js');
const { transforms } = require('../dist/transforms/index.js');

const root = join(__dirname, '..');

pages(transforms, readFileSync(join(root, 'README.md'), 'utf8')).then((texts) => {
  for (const [path, text] of texts) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
});
