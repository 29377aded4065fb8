import { migrateFiles } from '../../src/api';
import { setRoom } from '../../src/yaml';

const pool = `apiVersion: inference.networking.x-k8s.io/v1alpha2
kind: InferencePool
metadata:
  name: it-fits
spec:
  targetPortNumber: 8000
  selector: {app: vllm}
  extensionRef: {name: epp}
`;

const item = (name: string): string => `- apiVersion: v1\n  kind: ConfigMap\n  metadata: {name: ${name}}\n`;
const large = `apiVersion: v1\nkind: List\nitems:\n- ${pool.replace('it-fits', 'large').trimEnd().replaceAll('\n', '\n  ')}\n${item('other').repeat(400)}`;

describe('one document that is too large', () => {
  afterEach(() => {
    setRoom(Infinity);
  });

  it('is reported, and the other files are done', () => {
    setRoom(1_000_000);
    const { changed, findings } = migrateFiles(
      { 'large.yaml': large, 'pool.yaml': pool },
      { from: '1.27', to: '1.28' },
    );
    expect([...changed.keys()]).toEqual(['pool.yaml']);
    const told = findings.filter(({ path }) => path === 'large.yaml');
    expect(told.map(({ message }) => message)).toContainEqual(
      expect.stringMatching(/^cannot be read: it is too large: to parse it takes about \d+ MB/),
    );
  });

  it('is rewritten where there is room for it', () => {
    const { changed } = migrateFiles({ 'large.yaml': large }, { from: '1.27', to: '1.28' });
    expect([...changed.keys()]).toEqual(['large.yaml']);
  });
});
