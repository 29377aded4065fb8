import { execFileSync } from 'node:child_process';
import { symlinkSync, writeFileSync } from 'node:fs';

/** A configuration that somebody made to do harm. */
export interface HostileConfig {
  readonly what: string;
  /** Puts it there. */
  readonly make: (path: string) => void;
  /** The start of the first line of what is said about it, behind the file's name. */
  readonly told: string;
}

const deep = 100_000;
const letters = Array.from('bcdefghijklmnop');

const row = (what: string, bytes: string | Buffer | (() => string), told: string): HostileConfig => ({
  what,
  make: (path) => {
    writeFileSync(path, typeof bytes === 'function' ? bytes() : bytes);
  },
  told,
});
const special = (what: string, make: (path: string) => void, told: string): HostileConfig => ({
  what,
  make,
  told,
});

/** One row a case; the time that each may take is one for all. */
export const hostileConfigs: readonly HostileConfig[] = [
  row(
    'a tag that makes a function',
    "skip: !!js/function 'function () { throw 1 }'\n",
    ':1:7: anchors and tags are not allowed here',
  ),
  row('a tag on a key', '!!js/function "x": 1\n', ':1:1: anchors and tags are not allowed here'),
  row(
    'a tag on the whole',
    '!!python/object/apply:os.system [id]\n',
    ':1:1: anchors and tags are not allowed here',
  ),
  row(
    'an alias bomb',
    () =>
      `a: &a [x]\n${letters.map((name) => `${name}: &${name} [${`*${previous(name)}, `.repeat(9)}]\n`).join('')}`,
    ':1:1: unknown key "a"',
  ),
  row(
    'an alias of what it stands in',
    'skip: &a [*a]\n',
    ':1:11: invalid YAML: the alias *a refers to itself',
  ),
  row(
    '10 MB of a list',
    () => `skip: [${'seccomp-profile, '.repeat(600_000)}]\n`,
    ': it is larger than 1 MiB',
  ),
  row('10 MB of a comment', () => `# ${'x'.repeat(10_000_000)}\n`, ': it is larger than 1 MiB'),
  row('a text of 1 MB', () => `skip: [${'x'.repeat(1_000_000)}]\n`, ':1:8: unknown transform "xxxx'),
  row(
    'a key of 1 MB',
    () => `? ${'x'.repeat(1_000_000)}\n: 1\n`,
    ':1:1: this is not a key of a configuration',
  ),
  row(
    'an alias with a name of 1 MB',
    () => `skip: *${'x'.repeat(1_000_000)}\n`,
    ':1:7: invalid YAML: the alias *xxxx',
  ),
  row(
    '100,000 keys',
    () => Array.from({ length: 100_000 }, (_, at) => `k${at}: 1\n`).join(''),
    ':1:1: unknown key "k0"',
  ),
  row('brackets 100,000 deep', () => `skip: ${'['.repeat(deep)}${']'.repeat(deep)}\n`, ':1:'),
  row('braces 100,000 deep', () => `skip: ${'{a: '.repeat(deep)}${'}'.repeat(deep)}\n`, ':1:'),
  row('dashes 100,000 deep', () => `skip:\n  ${'- '.repeat(deep)}x\n`, ':2:'),
  row('NUL', 'a\0b: 1\n', ': it is binary'),
  row('UTF-16', Buffer.from('\uFEFFstrict: true\n', 'utf16le'), ': it is UTF-16'),
  row('escape codes in a key', '\u001B[31mk: 1\n', ':1:1: unknown key "\\u001b[31mk"'),
  row(
    'escaped escape codes in a key',
    '"\\e]0;x\\a\\u202e": 1\n',
    ':1:1: unknown key "\\u001b]0;x\\u0007\\u202e"',
  ),
  row(
    'line ends in a value',
    'markdown: "\\n\\rfailed"\n',
    ':1:11: "markdown" must be true or false, not the string "\\u000a\\u000dfailed"',
  ),
  row('keys that JavaScript knows', '__proto__: {strict: true}\n', ':1:1: unknown key "__proto__"'),
  special(
    'a pipe that nobody writes',
    (path) => execFileSync('mkfifo', [path]),
    ': it is not a regular file',
  ),
  special(
    'a link to an endless device',
    (path) => {
      symlinkSync('/dev/zero', path);
    },
    ': it is a link that leads out',
  ),
  special(
    'a link to a file of the machine',
    (path) => {
      symlinkSync('/etc/passwd', path);
    },
    ': it is a link that leads out of the repository; pass it with --config',
  ),
  special(
    'a link to itself',
    (path) => {
      symlinkSync(path, path);
    },
    ': too many symbolic links',
  ),
];

function previous(letter: string): string {
  return String.fromCharCode(letter.charCodeAt(0) - 1);
}
