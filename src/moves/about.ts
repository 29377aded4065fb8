import type { Case } from '../about';

/** A kind that moves, as its kustomizations name it in the cases below. */
export interface KindInCases {
  readonly kind: string;
  /** The apiVersion that it leaves. */
  readonly apiVersion: string;
  /** A field of its own there, as a JSON patch names it; other kinds may have one of this name. */
  readonly sharedField: string;
  /** A whole object. */
  readonly object: string;
}

/** What of kustomizations cannot follow, and what is reported about them. */
export function kustomizeCases({ kind, apiVersion, sharedField, object }: KindInCases): {
  readonly declines: readonly Case[];
  readonly reports: readonly Case[];
} {
  const header = `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: one}\n`;
  return {
    declines: [
      {
        when: `A patch of Kustomize may be for other kinds than ${kind}, too.`,
        level: 'error',
        message: `not rewritten: this patch may be for objects other than ${kind}, which may have this field too`,
        remedy: `Name the kind in the \`target\`. If the patch is meant for several kinds, write one for ${kind}.`,
        files: {
          'kustomization.yaml': `resources: [object.yaml]
patches:
  - target: {labelSelector: team=a}
    patch: |-
      - {op: add, path: ${sharedField}, value: a}
`,
          'object.yaml': object.replace('metadata: {', 'metadata: {labels: {team: a}, '),
        },
      },
      {
        when: 'The target of a patch cannot follow: its group or version is that of the old object, and it may be for others, too.',
        level: 'error',
        message: `not rewritten: this selector may match objects other than ${kind}, and its version is that of the old one`,
        remedy: 'Name the kind in the `target`, without patterns, and run again.',
        files: {
          'kustomization.yaml': `resources: [object.yaml]
patches:
  - target: {version: ${apiVersion.replace(/^.*\//, '')}, name: one}
    patch: |-
      - {op: add, path: ${sharedField}, value: a}
`,
          'object.yaml': object,
        },
      },
    ],
    reports: [
      {
        when: 'The object of a patch is not in the tree.',
        level: 'warning',
        message: `the ${kind} that this patch is for is not in this tree`,
        remedy: 'Use a base that has the object in the new version, in the same change.',
        files: {
          'kustomization.yaml':
            'resources: ["https://git.example/base//config?ref=v2"]\npatches: [{path: patch.yaml}]\n',
          'patch.yaml': `${header}spec: {}\n`,
        },
      },
      {
        when: 'An ignore comment excludes a patch in a kustomization, but not the object that it is for.',
        level: 'warning',
        message: `this patch is excluded by an ignore comment, but the ${kind} that it is for is migrated`,
        remedy: 'Remove that comment, or exclude the object as well.',
        files: {
          'kustomization.yaml': `resources: [object.yaml]
patches:
  - patch: |-
      # istio-migrate-ignore
${`${header}spec: {}`.replace(/^/gm, '      ')}
`,
          'object.yaml': object,
        },
      },
      {
        when: 'An ignore comment excludes a patch in a file of its own, but not the object that it is for.',
        level: 'warning',
        message: `a patch of this ${kind} is excluded by an ignore comment (patch.yaml:1)`,
        remedy: 'Remove that comment, or exclude the object as well.',
        files: {
          'kustomization.yaml': 'resources: [object.yaml]\npatches: [{path: patch.yaml}]\n',
          'patch.yaml': `# istio-migrate-ignore\n${header}spec: {}\n`,
          'object.yaml': object,
        },
      },
      {
        when: 'A variable of Kustomize takes its value from the whole spec.',
        level: 'error',
        message: 'not rewritten: spec has other fields in v1; name the fields one by one',
        remedy: 'Write the new `apiVersion` in its `objref`, and name one field in its `fieldref`.',
        files: {
          'kustomization.yaml': `resources: [object.yaml]
vars:
  - name: NAME
    objref: {apiVersion: ${apiVersion}, kind: ${kind}, name: one}
    fieldref: {fieldpath: spec}
`,
          'object.yaml': object,
        },
      },
      {
        when: 'A schema that Kustomize is given has the kind.',
        level: 'warning',
        message: `a schema for kustomize describes ${kind}, which decides how patches are merged`,
        remedy: 'Give it the schema of the new version.',
        files: {
          'kustomization.yaml': 'resources: [object.yaml]\nopenapi: {path: schema.json}\n',
          'object.yaml': object,
          'schema.json': `{"definitions": {"${kind}": {"properties": {}}}}\n`,
        },
      },
    ],
  };
}
