import { unifiedDiff } from '../../src/report/diff';
import { applyEdits, type Edit } from '../../src/yaml';
import { expectRoundTrip } from './repository';
import { cpuMs } from '../support/cpu';

const pool = (name: string): string => `---
apiVersion: inference.networking.x-k8s.io/v1alpha2
kind: InferencePool
metadata:
  name: ${name}
spec:
  targetPortNumber: 8000
  selector:
    app: vllm
`;

function many(length: number, item: (name: string) => string): string {
  return Array.from({ length }, (_, index) => item(`pool-${index}`)).join('');
}

/** The edits that replace each occurrence of a text. */
function replacing(text: string, old: string, made: string): Edit[] {
  return Array.from(text.matchAll(new RegExp(old, 'g')), ({ index }) => {
    return { start: index, end: index + old.length, text: made };
  });
}

function expectFast(before: string, after: string, edits: readonly Edit[] | undefined, counts: string): void {
  const started = cpuMs();
  const body = unifiedDiff('a.yaml', before, edits ?? after)
    .split('\n')
    .slice(3);
  const milliseconds = cpuMs() - started;
  const starting = (sign: string): number => body.filter((line) => line.startsWith(sign)).length;
  expect(`-${starting('-')} +${starting('+')}`).toBe(counts);
  // It takes a tenth of that; with the square of the lines it would take minutes.
  expect(milliseconds).toBeLessThan(5000);
  expectRoundTrip([{ path: 'a.yaml', before, after, ...(edits && { edits }) }]);
}

describe('unifiedDiff of large texts', () => {
  it('finds three changed lines in 5 MB', () => {
    const before = many(33_000, pool);
    expect(before.length).toBeGreaterThan(5_000_000);
    const lines = before.split('\n');
    const after = lines
      .with(3, 'x: 1')
      .with(lines.length >> 1, 'y: 1')
      .with(-5, 'z: 1')
      .join('\n');
    expectFast(before, after, undefined, '-3 +3');
  });

  it('takes no time with the square of the number of edits', () => {
    const before = many(5_000, pool);
    const edits = replacing(before, 'targetPortNumber: 8000', 'targetPorts:\n    - number: 8000');
    expect(edits).toHaveLength(5_000);
    expectFast(before, applyEdits(before, edits), edits, '-5000 +10000');
  });

  it('can be applied where edits are not known and nothing is alike', () => {
    const before = many(3_000, (name) => `a: ${name}\n`);
    expectFast(before, before.replaceAll('a:', 'b:'), undefined, '-3000 +3000');
  });
});
