import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The version of this tool, from its package. */
export function toolVersion(): string {
  const { version } = JSON.parse(packageAround(__dirname)) as { version: string };
  return version;
}

/** The nearest `package.json`: the source lies deeper in the package than what is built of it. */
function packageAround(folder: string): string {
  try {
    return readFileSync(join(folder, 'package.json'), 'utf8');
  } catch (error) {
    if (dirname(folder) === folder) throw error;
    return packageAround(dirname(folder));
  }
}
