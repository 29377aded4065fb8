import { oldPolicy } from '../support/policies';

/** A file that somebody made to do harm. */
export interface Hostile {
  readonly what: string;
  /** By default `hostile.yaml`. */
  readonly path?: string;
  readonly bytes: () => string | Buffer;
  /** Whether the policy in it is migrated all the same; otherwise the file stays as it is. */
  readonly isMigrated: boolean;
}

const deep = 100_000;
const policy = oldPolicy;
const open = `${oldPolicy}  extra: `;
const json = '{"apiVersion":"gateway.networking.k8s.io/v1alpha3","kind":"BackendTLSPolicy","spec":';
const letters = Array.from('abcdefghijklmnopqrstuvwxyz');

/** Each level names the one above several times. */
function bomb(level: (name: string, above: string) => string): string {
  const levels = letters.slice(1).map((name, index) => level(name, letters[index] ?? ''));
  return `${policy}extra:\n  a: &a {lol: lol}\n${levels.join('')}`;
}

const declined = false;
const migrated = true;
const row = (what: string, isMigrated: boolean, bytes: () => string | Buffer, path?: string): Hostile => ({
  what,
  isMigrated,
  bytes,
  ...(path !== undefined && { path }),
});

/** One row a case; the time that each may take is one for all. */
export const hostileFiles: readonly Hostile[] = [
  row('an alias bomb', declined, () =>
    bomb((name, above) => `  ${name}: &${name} [${`*${above}, `.repeat(9)}]\n`),
  ),
  row('a bomb of merge keys', declined, () =>
    bomb(
      (name, above) =>
        `  ${name}: &${name}\n    <<: [*${above}, *${above}, *${above}]\n    ${name}: *${above}\n`,
    ),
  ),
  row('an alias of what it stands in', declined, () =>
    policy.replace('spec:', 'spec: &a\n  self: *a\n  <<: *a'),
  ),
  row('brackets 100,000 deep', declined, () => `${open}${'['.repeat(deep)}${']'.repeat(deep)}\n`),
  row('brackets 100,000 deep that nothing closes', declined, () => `${open}${'['.repeat(deep)}\n`),
  row('braces 100,000 deep', declined, () => `${open}${'{a: '.repeat(deep)}${'}'.repeat(deep)}\n`),
  row('dashes 100,000 deep', declined, () => `${open}\n    ${'- '.repeat(deep)}x\n`),
  row('question marks 100,000 deep', declined, () => `${open}\n    ${'? '.repeat(deep)}x\n`),
  row(
    'a block 3,000 deep',
    declined,
    () =>
      `${open}\n${Array.from({ length: 3_000 }, (_, depth) => `${' '.repeat(depth + 4)}a:`).join('\n')}\n`,
  ),
  row(
    'JSON arrays 100,000 deep',
    declined,
    () => `${json}${'['.repeat(deep)}${']'.repeat(deep)}}`,
    'hostile.json',
  ),
  row(
    'JSON objects 100,000 deep',
    declined,
    () => `${json}${'{"a":'.repeat(deep)}1${'}'.repeat(deep)}}`,
    'hostile.json',
  ),
  row(
    'text in text 200 deep',
    migrated,
    () =>
      `${policy}${Array.from({ length: 200 }, (_, depth) => `${' '.repeat(depth)}a: |\n`).join('')}${' '.repeat(200)}x\n`,
  ),
  row('a line of 50 MB', migrated, () => `${open}${'x'.repeat(50_000_000)}\n`),
  row('a comment of 50 MB', migrated, () => `${policy}# ${'x'.repeat(50_000_000)}\n`),
  row('a key of 5 MB', declined, () => `${policy}${'x'.repeat(5_000_000)}: 1\n`),
  row('a quoted text of 3 MB of escapes', migrated, () => `${open}"${'x\\n'.repeat(1_000_000)}"\n`),
  row('5 MB of blanks', migrated, () => `${open}${' '.repeat(5_000_000)}x\n`),
  row('500,000 empty lines', migrated, () => `${policy}${'\n'.repeat(500_000)}extra: 1\n`),
  row('a million documents', migrated, () => `${'---\n'.repeat(1_000_000)}${policy}`),
  row(
    '20,000 keys',
    migrated,
    () => `${policy}${Array.from({ length: 20_000 }, (_, at) => `k${at}: &a${at} 1\n`).join('')}`,
  ),
  row('20,000 times the same key', migrated, () => `${policy}${'extra: 1\n'.repeat(20_000)}`),
  row('50,000 items on a line', migrated, () => `${open}[${'x, '.repeat(50_000)}]\n`),
  row('50,000 colons on a line', declined, () => `${open}a${': a'.repeat(50_000)}\n`),
  row('100,000 directives', migrated, () => `${'%YAML 1.2\n'.repeat(100_000)}---\n${policy}`),
  row('a million exclamation marks', declined, () => `${open}${'!'.repeat(1_000_000)}\n`),
  row('a million unclosed braces', declined, () => `${open}${'{{'.repeat(500_000)}\n`),
  row('20,000 lines of {{', declined, () => `${policy}${'extra: {{\n'.repeat(20_000)}`),
  row(
    '500,000 comments in an action that nothing closes',
    declined,
    () => `${open}{{ ${'/*'.repeat(500_000)}\n`,
  ),
  row(
    'a million quotes in an action that nothing closes',
    declined,
    () => `${open}{{ ${`"'`.repeat(500_000)}\n`,
  ),
  row('a million ${ and %{', migrated, () => `${open}${'${%{'.repeat(500_000)}\n`),
  row('a million @@', declined, () => `${open}${'@@'.repeat(1_000_000)}\n`),
  row('200,000 closed actions', migrated, () => `${open}${'{{ x }}'.repeat(200_000)}\n`),
  row('20,000 blocks that nothing ends', migrated, () => `${policy}${'{{ if x }}\n'.repeat(20_000)}`),
  row('NUL bytes', declined, () => `${open}\0\n`),
  row('lone carriage returns', declined, () => policy.replaceAll('\n', '\r')),
  row('bytes that are no UTF-8', declined, () =>
    Buffer.concat([Buffer.from(open), Buffer.from([0xff, 0x80, 0x0a])]),
  ),
  row('a surrogate in UTF-8', declined, () =>
    Buffer.concat([Buffer.from(open), Buffer.from([0xed, 0xa0, 0x80, 0x0a])]),
  ),
  row('a letter cut off at the end', declined, () => Buffer.concat([Buffer.from(open), Buffer.from([0xc3])])),
  row('UTF-16', declined, () => Buffer.from(`\uFEFF${policy}`, 'utf16le')),
  row('UTF-16 with the bytes the other way round', declined, () =>
    Buffer.from(`\uFEFF${policy}`, 'utf16le').swap16(),
  ),
  row('UTF-16 without a mark', declined, () => Buffer.from(policy, 'utf16le')),
  row(
    'keys that JavaScript knows',
    migrated,
    () =>
      `${policy}__proto__: {kind: InferencePool, polluted: yes}\nconstructor: {prototype: {x: 1}}\ntoString: 1\nhasOwnProperty: 2\n`,
  ),
  row('__proto__ where a value is looked for', migrated, () => policy.replace('spec:', '__proto__:')),
  row(
    'tags that other languages make objects of',
    migrated,
    () =>
      `${policy}a: !!js/function 'function () { throw 1 }'\nb: !!python/object/apply:os.system [id]\nc: !ruby/object:X {}\n`,
  ),
  row('escape codes', migrated, () => `${policy}# \u001B]0;owned\u0007\u001B[2J \u202E\n`),
];
