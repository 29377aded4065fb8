import type { RunResult } from '../../src/run/decide';
import { resultsOf } from '../support/sarif';
import { finding, resultOf } from './result';
import { logOf } from './sarif-log';

function uriOf(path: string): unknown {
  const [result] = resultsOf(logOf(resultOf({ findings: [finding('note', 'x', { path })] })));
  return result?.locations?.[0]?.physicalLocation?.artifactLocation;
}

describe('where a file is', () => {
  test.each([
    ['below the root of the repository', 'a.yaml', { uri: 'apps/a.yaml', uriBaseId: '%SRCROOT%' }],
    ['above the working directory', '../b.yaml', { uri: 'b.yaml', uriBaseId: '%SRCROOT%' }],
    [
      'with characters that a URI cannot hold',
      'ä %/#?:\u0007"😀.yaml',
      { uri: 'apps/%C3%A4%20%25/%23%3F%3A%07%22%F0%9F%98%80.yaml', uriBaseId: '%SRCROOT%' },
    ],
    ['with a colon first', '../a:b.yaml', { uri: 'a%3Ab.yaml', uriBaseId: '%SRCROOT%' }],
    ['half of a surrogate pair', '\uD83D.yaml', { uri: 'apps/%EF%BF%BD.yaml', uriBaseId: '%SRCROOT%' }],
    ['the root itself', '..', { uri: '.', uriBaseId: '%SRCROOT%' }],
    ['outside of the repository', '../../other/a b.yaml', { uri: 'file:///srv/other/a%20b.yaml' }],
  ])('%s', (_, path, expected) => {
    expect(uriOf(path)).toEqual(expected);
  });
});

describe('fingerprints', () => {
  const prints = (findings: RunResult['findings']) =>
    resultsOf(logOf(resultOf({ findings }))).map(({ partialFingerprints }) => partialFingerprints);

  test('stay the same where lines move', () => {
    const before = prints([
      finding('error', 'x, see a.yaml:3', { line: 3 }),
      finding('error', 'x', { line: 9 }),
    ]);
    const after = prints([
      finding('error', 'x, see a.yaml:5', { line: 5 }),
      finding('error', 'x', { line: 12 }),
    ]);
    expect(after).toEqual(before);
  });

  test('differ by file, rule, message, and number', () => {
    const all = prints([
      finding('error', 'x'),
      finding('error', 'x', { line: 2 }),
      finding('error', 'y', { line: 3 }),
      finding('error', 'x', { line: 4, transform: 'seccomp-profile' }),
      finding('error', 'x', { path: 'b.yaml' }),
    ]);
    expect(new Set(all.map((print) => JSON.stringify(print))).size).toBe(5);
  });
});
