import { unifiedDiff } from '../../src/report/diff';
import { expectRoundTrip } from './repository';
import { cpuMs } from '../support/cpu';

const oldPool = (name: string): string => `---
apiVersion: inference.networking.x-k8s.io/v1alpha2
kind: InferencePool
metadata:
  name: ${name}
spec:
  targetPortNumber: 8000
  selector:
    app: vllm
  extensionRef:
    name: epp
`;
const newPool = (name: string): string => `---
apiVersion: inference.networking.k8s.io/v1
kind: InferencePool
metadata:
  name: ${name}
spec:
  targetPorts:
    - number: 8000
  selector:
    matchLabels:
      app: vllm
  endpointPickerRef:
    name: epp
    port:
      number: 9002
`;

function many(length: number, item: (name: string) => string): string {
  return Array.from({ length }, (_, index) => item(`pool-${index}`)).join('');
}

/** How long it took, and how many lines go and come. */
function measured(before: string, after: string): { milliseconds: number; counts: string } {
  const started = cpuMs();
  const diff = unifiedDiff('a.yaml', before, after);
  const milliseconds = cpuMs() - started;
  const body = diff.split('\n').slice(3);
  const starting = (sign: string): number => body.filter((line) => line.startsWith(sign)).length;
  return { milliseconds, counts: `-${starting('-')} +${starting('+')}` };
}

describe('unifiedDiff of large texts', () => {
  it('finds three changed lines in 5 MB in far less than a second', () => {
    const before = many(27_000, oldPool);
    const lines = before.split('\n');
    const after = lines
      .with(3, 'x: 1')
      .with(lines.length >> 1, 'y: 1')
      .with(-5, 'z: 1')
      .join('\n');
    expect(before.length).toBeGreaterThan(5_000_000);
    const { milliseconds, counts } = measured(before, after);
    expect(counts).toBe('-3 +3');
    expect(milliseconds).toBeLessThan(1000);
    expectRoundTrip([{ path: 'a.yaml', before, after }]);
  });

  it('does not take time with the square of the number of changes', () => {
    const before = many(2_000, oldPool);
    const after = many(2_000, newPool);
    const { milliseconds, counts } = measured(before, after);
    expect(counts).toBe('-8000 +16000');
    expect(milliseconds).toBeLessThan(1500);
    expectRoundTrip([{ path: 'a.yaml', before, after }]);
  });

  it('finds a large block that goes among many changes', () => {
    const before = many(300, oldPool) + many(300, (name) => oldPool(`gone-${name}`)) + many(300, oldPool);
    const after = many(300, newPool) + many(300, newPool);
    expectRoundTrip([{ path: 'a.yaml', before, after }]);
  });

  it.each([
    ['nothing in common', many(3_000, (name) => `a: ${name}\n`), many(3_000, (name) => `b: ${name}\n`)],
    ['no line that is unique', 'a\nb\nc\n'.repeat(3_000), 'a\nB\nc\n'.repeat(3_000)],
    [
      'lines that change places',
      many(3_000, (name) => `${name}\n`),
      many(3_000, (name) => `${name}\n`)
        .split('\n')
        .reverse()
        .join('\n'),
    ],
  ])('can be applied to long texts with %s', (_name, before, after) => {
    expectRoundTrip([{ path: 'a.yaml', before, after }]);
  });
});
