import { cpSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrateText } from '../../src/api';
import { upgrade } from '../support/upgrade';
import { run } from '../../src/run/run';
import { transforms } from '../../transforms';

const flux = `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata:
  name: models
spec:
  path: ./models
  patches:
    - target:
        group: inference.networking.x-k8s.io
        version: v1alpha2
        kind: InferencePool
      patch: |
        - op: replace
          path: /spec/extensionRef/name # the large one
          value: large
    - patch: |-
        apiVersion: inference.networking.x-k8s.io/v1alpha2
        kind: InferencePool
        metadata:
          name: chat
        spec:
          extensionRef:
            name: small
  patchesJson6902:
    - target: {kind: InferencePool}
      patch:
        - op: replace
          path: /spec/targetPortNumber
          value: 9000
  patchesStrategicMerge:
    - apiVersion: inference.networking.x-k8s.io/v1alpha2
      kind: InferencePool
      metadata:
        name: chat
      spec:
        selector:
          app: chat
`;

const migratedFlux = `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata:
  name: models
spec:
  path: ./models
  patches:
    - target:
        group: inference.networking.k8s.io
        version: v1
        kind: InferencePool
      patch: |
        - op: replace
          path: /spec/endpointPickerRef/name # the large one
          value: large
    - patch: |-
        apiVersion: inference.networking.k8s.io/v1
        kind: InferencePool
        metadata:
          name: chat
        spec:
          endpointPickerRef:
            name: small
  patchesJson6902:
    - target: {kind: InferencePool}
      patch:
        - op: replace
          path: /spec/targetPorts/0/number
          value: 9000
  patchesStrategicMerge:
    - apiVersion: inference.networking.k8s.io/v1
      kind: InferencePool
      metadata:
        name: chat
      spec:
        selector:
          matchLabels:
            app: chat
`;

test('the patches of a Flux Kustomization follow as those of kustomize do, inline as text and as YAML', () => {
  const { text, findings } = migrateText(flux, 'flux.yaml');
  expect(text).toBe(migratedFlux);
  expect(findings.map(({ level, line, message }) => `${level} ${line} ${message}`)).toEqual(
    [9, 14, 17, 28, 31].map(
      (line) => `warning ${line} the InferencePool that this patch is for is not in this tree`,
    ),
  );
});

test('a JSON patch that is the only file given stays, and what has to move with it is named', async () => {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'kustomize-')));
  try {
    cpSync(join(__dirname, '../../__fixtures__/kustomize/json-patch-file-in-yaml'), root, {
      recursive: true,
    });
    const options = { cwd: root, exclude: [], transforms, ...upgrade, mode: 'check' } as const;
    const { files, findings } = await run({ ...options, paths: ['build/picker-patch.yaml'] });
    expect(files).toEqual([]);
    expect(findings.filter(({ level }) => level === 'error').map(({ message }) => message)).toEqual([
      expect.stringContaining('base/pool.yaml, build/kustomization.yaml'),
    ]);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
});
