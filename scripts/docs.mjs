// Writes the pages, and the names in the schema, that are made from what the transforms say of themselves, from the
// sources as they are: what is built for users does not hold the maker of pages.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { format, resolveConfig } from 'prettier';

process.chdir(join(import.meta.dirname, '..'));
const bundle = 'build/docs.cjs';
try {
  await build({
    stdin: {
      contents: `export { pages } from './src/docs/pages'; export { transforms } from './transforms';
        export { transformKinds } from './src/transform';`,
      resolveDir: '.',
    },
    outfile: bundle,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'cjs',
    logLevel: 'warning',
  });
  const { pages, transforms, transformKinds } = await import(pathToFileURL(bundle).href);
  for (const [path, text] of await pages(transforms, readFileSync('README.md', 'utf8'))) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  const schemaPath = 'schemas/config.schema.json';
  const schema = JSON.parse(readFileSync(schemaPath, 'utf8'));
  schema.definitions.transform.enum = [...transforms.map(({ id }) => id), ...transformKinds];
  const style = { ...(await resolveConfig(schemaPath)), filepath: schemaPath };
  writeFileSync(schemaPath, await format(JSON.stringify(schema), style));
} finally {
  rmSync(bundle, { force: true });
}
