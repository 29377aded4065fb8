import type { About } from '../../src/about';
import type { ChangedDefault } from '../tables/defaults';

/** What `explain` and the docs say of the defaults that a release changes, from their rows. */
export function aboutOf(release: string, rows: readonly ChangedDefault[]): About {
  return {
    why: [
      `Istio ${release} changes ${rows.length === 1 ? 'a default' : `${rows.length} defaults`}. Each is reported where its subject is in the tree.`,
      'With `--pin-defaults`, the value that keeps the old behaviour is written into the install values, if the target still reads it. Some pins keep something insecure: use them for a time only.',
    ],
    changes: rows.map(({ what, message, pins, until }) => {
      const names = pins.map(({ path, value }) => `\`${path.join('.')}: ${JSON.stringify(value)}\``);
      const last = until === undefined ? '' : ` Istio ${until} is the last release that reads it.`;
      return `${what.charAt(0).toUpperCase()}${what.slice(1)}: ${message}. Pin: ${names.join(', ')}.${last}`;
    }),
    examples: [],
    declines: [],
    reports: [],
    links: [],
  };
}
