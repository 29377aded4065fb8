import { readArguments } from '../../src/cli/arguments';

const read = (line: string) => {
  const { paths, firstWord, flag, value, values, options } = readArguments(
    line === '' ? [] : line.split(' '),
  );
  return {
    paths,
    firstWord,
    check: flag('check'),
    quiet: flag('quiet'),
    config: value('config'),
    format: value('format'),
    only: values('only'),
    exclude: values('exclude'),
    written: options.map(({ written }) => written),
  };
};

test.each([
  ['', { paths: [], firstWord: undefined, check: undefined, only: [] }],
  ['a b', { paths: ['a', 'b'], firstWord: 'a' }],
  ['-- init -c', { paths: ['init', '-c'], firstWord: undefined, check: undefined }],
  ['a -- b', { paths: ['a', 'b'], firstWord: 'a' }],
  ['- --format json', { paths: ['-'], format: 'json' }],
  ['1.30 007', { paths: ['1.30', '007'] }],
  ['--check false', { paths: ['false'], check: true }],
  ['-c true', { paths: ['true'], check: true }],
  ['--check=true', { paths: [], check: true }],
  ['-cq a', { paths: ['a'], check: true, quiet: true, written: ['-c', '-q'] }],
  ['--check --no-check', { check: false, written: ['--check', '--no-check'] }],
  ['--only hardening inference-pool a', { only: ['hardening', 'inference-pool'], paths: ['a'] }],
  [
    '--only=hardening inference-pool -c hardening',
    { only: ['hardening', 'inference-pool'], paths: ['hardening'] },
  ],
  ['--only a,b hardening', { only: ['a,b', 'hardening'], paths: [] }],
  ['--exclude a b --exclude c', { exclude: ['a', 'c'], paths: ['b'] }],
  ['--exclude=-x', { exclude: ['-x'] }],
  ['--no-config', { config: false }],
  ['--config a=b', { config: 'a=b' }],
  ['--config=a=b', { config: 'a=b' }],
  ['--config 0x10', { config: '0x10' }],
])('%s', (line, expected) => {
  expect(read(line)).toMatchObject(expected);
});

test.each([
  ['--check=1', '--check is a switch: its value can only be true or false, not "1"'],
  ['--no-check=true', '--no-check takes no value, not "true"'],
  ['--no-config=a', '--no-config takes no value, not "a"'],
  ['-c5', 'unknown option "-5"'],
  ['-c-', 'unknown option "--"'],
  ['-c=1', 'is a switch: its value can only be true or false, not "1"'],
  ['-x', 'unknown option "-x"'],
  ['--c', 'unknown option "--c"'],
  ['--format', '--format needs a value: --format FORMAT'],
  ['--format -c', '--format needs a value'],
  ['--config -', '--config needs a value'],
  ['--format -- json', '--format needs a value'],
  ['--only hardening --only', '--only needs a value'],
  ['--exclude= a', '--exclude needs a value'],
  ['--format a --format b', '--format can be given only once'],
  ['--config a --no-config', '--config can be given only once'],
  ['--no-format', 'unknown option "--no-format"'],
  ['--no-no-check', 'unknown option "--no-no-check"'],
  ['---check', 'unknown option "---check"'],
  ['--=a', 'unknown option "--"'],
  ['--_ a', 'unknown option "--_"'],
  ['--$0 a', 'unknown option "--$0"'],
  ['--__proto__ a', 'unknown option "--__proto__"'],
  ['--constructor', 'unknown option "--constructor"'],
  ['--dryRun', 'unknown option "--dryRun"; did you mean "--dry-run"?'],
  ['--config.a b', 'unknown option "--config.a"; did you mean "--config"?'],
  ['--get-yargs-completions', 'unknown option "--get-yargs-completions"'],
])('usage error: %s', (line, message) => {
  expect(() => read(line)).toThrow(message);
});

test('values are taken as they are', () => {
  const { values, value } = readArguments(['--exclude', '"a b"', '--config', "'c'"]);
  expect([values('exclude'), value('config')]).toEqual([['"a b"'], "'c'"]);
});
