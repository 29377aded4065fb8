import { fits, selects } from '../../src/kustomize/selector';
import {
  parseFieldPath,
  parseFieldSpec,
  parsePointer,
  printFieldPath,
  printFieldSpec,
  printPointer,
} from '../../src/kustomize/operation';
import { resolveFrom } from '../../src/kubernetes/path';
import { isKustomizationFile, isRemote } from '../../src/kustomize/read';

describe('paths of fields', () => {
  test.each<[string, string[]]>([
    ['/spec/selector/example.com~1zone', ['spec', 'selector', 'example.com/zone']],
    ['/a~0b', ['a~b']],
    ['', []],
  ])('a JSON pointer %j is read and written back', (text, segments) => {
    expect(parsePointer(text)).toEqual(segments);
    expect(printPointer(segments)).toBe(text);
  });

  test.each<[string, string[]]>([
    ['spec.extensionRef.name', ['spec', 'extensionRef', 'name']],
    ['spec.ports.[name=a.b].port', ['spec', 'ports', '[name=a.b]', 'port']],
    ['metadata.labels.example\\.com/zone', ['metadata', 'labels', 'example.com/zone']],
  ])('the path %j of a replacement is read and written back', (text, segments) => {
    expect(parseFieldPath(text)).toEqual(segments);
    expect(printFieldPath(segments)).toBe(text);
  });

  test('the path of a configuration is read and written back', () => {
    expect(parseFieldSpec('metadata/annotations/a\\/b')).toEqual(['metadata', 'annotations', 'a/b']);
    expect(printFieldSpec(['metadata', 'annotations', 'a/b'])).toBe('metadata/annotations/a\\/b');
  });
});

describe('what a kustomization names', () => {
  test('is resolved from its folder without a look at the disk', () => {
    expect(resolveFrom('overlays/prod', '../../base/')).toBe('base');
    expect(resolveFrom('.', './patch.yaml')).toBe('patch.yaml');
    expect(resolveFrom('.', '../base')).toBe('../base');
  });

  test('is known to lie elsewhere by its address', () => {
    expect(isRemote('https://github.com/a/b//config?ref=v1')).toBe(true);
    expect(isRemote('github.com/a/b')).toBe(true);
    expect(isRemote('git@example.com:a/b.git')).toBe(true);
    expect(isRemote('../base')).toBe(false);
  });

  test('is found in files of three names', () => {
    expect(['kustomization.yaml', 'a/kustomization.yml', 'Kustomization'].every(isKustomizationFile)).toBe(
      true,
    );
    expect(isKustomizationFile('a/my-kustomization.yaml')).toBe(false);
  });
});

describe('a selector', () => {
  const pool = {
    group: 'inference.networking.x-k8s.io',
    version: 'v1alpha2',
    kind: 'InferencePool',
    name: 'chat',
    labels: { team: 'ml' },
  };

  test('takes its texts as patterns for the whole text', () => {
    expect(fits('ch.*', 'chat')).toBe(true);
    expect(fits('cha', 'chat')).toBe(false);
    expect(fits('(', 'chat')).toBe(false);
  });

  test('takes objects by kind, name and labels', () => {
    expect(selects({ kind: 'InferencePool', labelSelector: 'team=ml' }, pool)).toBe(true);
    expect(selects({ labelSelector: 'team==web' }, pool)).toBe(false);
    expect(selects({ name: 'embed' }, pool)).toBe(false);
    expect(selects({}, pool)).toBe(true);
  });
});
