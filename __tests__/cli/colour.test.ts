import { type ColourEnvironment, hasColour, hasColourInDiff } from '../../src/cli/terminal';
import { Workspace } from './workspace';

const terminal = { isTTY: true };
const pipe = {};

describe('hasColour', () => {
  test.each<[string, boolean | undefined, { isTTY?: boolean }, ColourEnvironment, boolean]>([
    ['a terminal has colour', undefined, terminal, {}, true],
    ['a pipe has none', undefined, pipe, {}, false],
    ['a dumb terminal has none', undefined, terminal, { TERM: 'dumb' }, false],
    ['any other terminal has', undefined, terminal, { TERM: 'xterm-256color' }, true],
    ['NO_COLOR switches it off', undefined, terminal, { NO_COLOR: '1' }, false],
    ['NO_COLOR may have any value', undefined, terminal, { NO_COLOR: '0' }, false],
    ['an empty NO_COLOR says nothing', undefined, terminal, { NO_COLOR: '' }, true],
    ['FORCE_COLOR colours a pipe', undefined, pipe, { FORCE_COLOR: '1' }, true],
    ['FORCE_COLOR may be a number of levels', undefined, pipe, { FORCE_COLOR: '3' }, true],
    ['FORCE_COLOR may be a word', undefined, pipe, { FORCE_COLOR: 'true' }, true],
    ['FORCE_COLOR colours a dumb terminal', undefined, terminal, { FORCE_COLOR: '1', TERM: 'dumb' }, true],
    ['FORCE_COLOR=0 switches it off', undefined, terminal, { FORCE_COLOR: '0' }, false],
    ['FORCE_COLOR=false switches it off', undefined, terminal, { FORCE_COLOR: 'False' }, false],
    ['an empty FORCE_COLOR says nothing', undefined, pipe, { FORCE_COLOR: '' }, false],
    ['NO_COLOR beats FORCE_COLOR', undefined, terminal, { NO_COLOR: '1', FORCE_COLOR: '1' }, false],
    ['--color beats NO_COLOR', true, pipe, { NO_COLOR: '1' }, true],
    ['--color beats a dumb terminal', true, terminal, { TERM: 'dumb' }, true],
    ['--no-color beats FORCE_COLOR', false, terminal, { FORCE_COLOR: '1' }, false],
  ])('%s', (_, flag, stream, environment, expected) => {
    expect(hasColour(flag, stream, environment)).toBe(expected);
  });
});

describe('hasColourInDiff', () => {
  test.each<[string, boolean | undefined, { isTTY?: boolean }, ColourEnvironment, boolean]>([
    ['a diff on a terminal is coloured', undefined, terminal, {}, true],
    ['FORCE_COLOR leaves a patch in a pipe a patch', undefined, pipe, { FORCE_COLOR: '1' }, false],
    ['--color colours it even there', true, pipe, {}, true],
    ['--no-color does not', false, terminal, {}, false],
    ['nor does NO_COLOR', undefined, terminal, { NO_COLOR: '1' }, false],
  ])('%s', (_, flag, stream, environment, expected) => {
    expect(hasColourInDiff(flag, stream, environment)).toBe(expected);
  });
});

describe('the command', () => {
  const workspace = new Workspace();
  afterAll(() => {
    workspace.remove();
  });
  workspace.write(
    'policy.yaml',
    'apiVersion: gateway.networking.k8s.io/v1alpha3\nkind: BackendTLSPolicy\nmetadata: {name: a}\n' +
      'spec:\n  targetRefs: [{group: "", kind: Service, name: a}]\n' +
      '  validation: {hostname: a.example, wellKnownCACertificates: System}\n',
  );

  test.each<[string, readonly string[], NodeJS.ProcessEnv, { diff: boolean; report: boolean }]>([
    ['writes no escape codes into pipes', [], {}, { diff: false, report: false }],
    ['colours the report for FORCE_COLOR', [], { FORCE_COLOR: '1' }, { diff: false, report: true }],
    ['colours both for --color', ['--color'], { NO_COLOR: '1' }, { diff: true, report: true }],
    ['colours nothing for --no-color', ['--no-color'], { FORCE_COLOR: '1' }, { diff: false, report: false }],
  ])('%s', (_, words, environment, expected) => {
    const { stdout, stderr } = workspace.run(words, { environment });
    expect({ diff: stdout.includes('\u001B['), report: stderr.includes('\u001B[') }).toEqual(expected);
  });
});
