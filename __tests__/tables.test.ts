import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { removedVariables } from '../transforms/tables/environment';

/** What Istio's sources say about each variable, release by release, where such a folder lies beside the checkout. */
const folder = process.env['ISTIO_FACTS'] ?? join(__dirname, '../../shared/facts/data');
const isThere = existsSync(join(folder, 'environment.json'));
if (!isThere) process.stderr.write(`No facts lie in ${folder}, so the tables are not held against them\n`);

interface Known {
  readonly last: string;
}

/** Read by more than Go: the injection template of 1.21 has it still. */
const readLonger = ['PILOT_ENABLE_INBOUND_PASSTHROUGH'];

(isThere ? describe : describe.skip)('the variables that releases removed', () => {
  const variables = isThere
    ? (
        JSON.parse(readFileSync(join(folder, 'environment.json'), 'utf8')) as {
          variables: Record<string, Known>;
        }
      ).variables
    : {};
  const known = removedVariables.filter(
    ({ name }) => variables[name] !== undefined && !readLonger.includes(name),
  );

  test('are known to the facts', () => {
    expect(known.length).toBeGreaterThan(removedVariables.length / 2);
  });

  test.each(known.map((row) => [row.name, row] as const))(
    '%s is gone when the facts say so',
    (name, { gone }) => {
      expect({ name, last: variables[name]?.last }).toEqual({ name, last: releaseBefore(gone) });
    },
  );
});

function releaseBefore(release: string): string {
  const [major = '', minor = ''] = release.split('.');
  return `${major}.${Number(minor) - 1}`;
}
