import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The version of this tool, from its package. */
export function toolVersion(): string {
  const { version } = JSON.parse(readFileSync(join(packageFolder(__dirname), 'package.json'), 'utf8')) as {
    version: string;
  };
  return version;
}

/** The compiled code lies deeper in the package than its source does. */
function packageFolder(folder: string): string {
  for (let at = folder; ; at = dirname(at)) {
    try {
      readFileSync(join(at, 'package.json'));
      return at;
    } catch {
      if (dirname(at) === at) throw new Error('the package.json of istio-migrate is missing');
    }
  }
}
