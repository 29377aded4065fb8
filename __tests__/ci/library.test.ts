import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { newPool, oldPool } from './manifests';

const root = join(__dirname, '../..');
const entry = JSON.stringify(require.resolve(root));

describe('the built library', () => {
  test.each([
    ['module', `import { migrateText } from ${entry};`],
    ['commonjs', `const { migrateText } = require(${entry});`],
  ])('a program of type %s can load it by name', (type, load) => {
    const program = `${load} process.stdout.write(migrateText(${JSON.stringify(oldPool)}, 'pool.yaml').text);`;
    const { stdout, stderr } = spawnSync(process.execPath, [`--input-type=${type}`, '--eval', program], {
      encoding: 'utf8',
    });
    expect({ stdout, stderr }).toEqual({ stdout: newPool, stderr: '' });
  });

  test('its types are complete: every file that a declaration imports is there', () => {
    const { types } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { types: string };
    const text = readFileSync(join(root, types), 'utf8');
    const imported = Array.from(text.matchAll(/from '(\.[^']+)'/g), ([, name = '']) => name);
    expect(imported.length).toBeGreaterThan(0);
    for (const name of imported) expect(existsSync(join(root, types, '..', `${name}.d.ts`))).toBe(true);
  });
});
