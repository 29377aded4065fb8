// The bundles of dist/, with the packages inside.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { build } from 'esbuild';

const common = {
  bundle: true,
  // Linked packages lie under the same names, so that every checkout makes the same bytes.
  preserveSymlinks: true,
  charset: 'ascii',
  // Licences travel in a file of their own.
  legalComments: 'none',
  minifySyntax: true,
  minifyWhitespace: true,
  metafile: true,
  logLevel: 'warning',
};

/** The command, the action and the library in one file; what is imported dynamically runs when it is first needed. */
export function bundleForNode(entry, outfile) {
  return build({
    ...common,
    entryPoints: [entry],
    outfile,
    platform: 'node',
    target: 'node20.19',
    format: 'cjs',
    plugins: [inPlaceOf(ofPackages), onlyWhatIsShownOfPackage],
  });
}

/** The library as a module for browsers, which fails to build where it needs anything of Node. */
export function bundleForBrowsers(entry, outfile) {
  return build({
    ...common,
    entryPoints: [entry],
    outfile,
    platform: 'browser',
    target: 'es2023',
    format: 'esm',
    // It is loaded over a network; traces of the command should name functions.
    minifyIdentifiers: true,
    plugins: [inPlaceOf(ofNode)],
  });
}

/** Parts of packages that look for files beside them, which a bundle does not have, and that are not needed. */
const ofPackages = {
  // The translations of yargs. English is what its code says.
  y18n: `
    const { format } = require('util');
    module.exports = () => ({
      __: format,
      __n: (one, several, count, ...values) => format(count === 1 ? one : several, ...values),
      getLocale: () => 'en',
      setLocale() {},
      updateLocale() {},
    });`,
  // It looks for the program's package.json, for what is said with .version() and .parserConfiguration().
  'escalade/sync': 'module.exports = () => undefined;',
  // They look for files of commands.
  'require-directory': '',
  'get-caller-file': '',
};

/** The one thing of Node that the library needs, for plain data. */
const ofNode = {
  'node:util': `
    export function isDeepStrictEqual(a, b) {
      if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return Object.is(a, b);
      if (Array.isArray(a) !== Array.isArray(b)) return false;
      const keys = Object.keys(a);
      const isIn = (key) => Object.hasOwn(b, key) && isDeepStrictEqual(a[key], b[key]);
      return keys.length === Object.keys(b).length && keys.every(isIn);
    }`,
};

function inPlaceOf(modules) {
  return {
    name: 'replaced modules',
    setup({ onResolve, onLoad }) {
      const namespace = 'replaced';
      const filter = new RegExp(`^(?:${Object.keys(modules).join('|')})$`);
      onResolve({ filter }, ({ path }) => ({ path, namespace }));
      onLoad({ filter, namespace }, ({ path }) => ({ contents: modules[path], resolveDir: '.' }));
    },
  };
}

/** A bundle that held all of package.json would change with each word of it. */
const onlyWhatIsShownOfPackage = {
  name: 'only what is shown of package.json',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]package\.json$/ }, ({ path }) => {
      if (path !== resolve('package.json')) return undefined;
      const { version, homepage } = JSON.parse(readFileSync(path, 'utf8'));
      return { contents: JSON.stringify({ version, homepage }), loader: 'json' };
    });
  },
};
