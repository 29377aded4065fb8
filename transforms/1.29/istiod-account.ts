import { upgradeNotesOf } from '../../src/about';
import type { KubernetesObject } from '../../src/kubernetes/object';
import type { Mention } from '../../src/sweep/mention';
import { entryOf, itemsOf, type Node, stringOf, valueAt } from '../../src/yaml';
import { isInText } from '../../src/sweep/object';
import { objectCheck } from '../shared/checks/object-check';

const old = 'istiod-service-account';
const message = `no chart of Istio makes the ServiceAccount ${old} any more; the pods of istiod use istiod`;
const help =
  'if this is meant for istiod, use istiod, or istiod-<revision>; permissions of the old name do not reach its pods';

/** What the base chart made, and its successor in the chart of istiod; others than these may be roles of your own. */
const clusterRoles: Readonly<Record<string, string>> = {
  'istiod-istio-system': 'istiod-clusterrole-istio-system',
  'istio-reader-istio-system': 'istio-reader-clusterrole-istio-system',
};

function said(role: string): { readonly message: string; readonly help: string } {
  return {
    message: `no chart of Istio makes the ClusterRole ${role} any more`,
    help: `use ${clusterRoles[role] ?? ''}, with the revision before the namespace if there is one`,
  };
}

/** A command or a text that refers to one of these roles; a binding may have the same name. */
function roleMention(role: string): Mention {
  return {
    ...said(role),
    words: [role],
    pattern: new RegExp(String.raw`(?<![\w.-])${role}(?![\w.-])`, 'g'),
    isMeant: (place) =>
      (isInText(place) || place.isInComment) &&
      (namesRole.test(place.before) ||
        (/^\W*name["']?\s*[:=]\s*["']?$/.test(place.before) &&
          [place.at(-1), place.at(1)].some((line) => /\bkind\W{1,6}ClusterRole\b/.test(line ?? '')))),
  };
}

const namesRole = /clusterrole(?:s?[= /]["']?|["']?,\s*["']?name["']?\s*[:=]\s*["']?)$/i;

/**
 * Names that the base chart had beside those of istiod's chart.
 *
 * Source: istio, commit c9d421ba5d4 (1.19) and `releasenotes/notes/manifest-base-cleanup.yaml`, which the upgrade notes
 * of 1.29 show; `serviceAccountName` in `manifests/charts/istio-control/istio-discovery/templates/deployment.yaml`.
 */
export const istiodAccount = objectCheck({
  id: 'istiod-account',
  title: `References to ${old} and the old roles of the base chart`,
  release: '1.29',
  phase: 'any',
  kind: 'cleanup',
  triggers: [old, ...Object.keys(clusterRoles)],
  mentions: [{ words: [old], message, help }, ...Object.keys(clusterRoles).map(roleMention)],
  why: [
    `The upgrade notes of Istio 1.29 list names that the base chart no longer makes: the ServiceAccount \`${old}\`, the ClusterRoles \`istiod-<namespace>\` and \`istio-reader-<namespace>\`. No release since 1.19 makes them. The chart of istiod has its own: \`istiod\`, \`istiod-clusterrole-<namespace>\`, \`istio-reader-clusterrole-<namespace>\`.`,
    'The pods of istiod run as `istiod`, so a permission for the old name has no effect for them.',
  ],
  changes: ['Nothing. It reports the old names in bindings, principals and texts.'],
  reports: () => [
    {
      when: `A binding, a principal or a script names \`${old}\`.`,
      level: 'warning',
      message,
      remedy: 'Use `istiod`, or `istiod-<revision>`, if istiod is meant to have the permission.',
      files: {
        'binding.yaml': `apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: vault
subjects:
  - kind: ServiceAccount
    name: ${old}
    namespace: istio-system
`,
      },
    },
    {
      when: 'A ClusterRoleBinding refers to a ClusterRole of the old base chart.',
      level: 'warning',
      message: 'no chart of Istio makes the ClusterRole istiod-istio-system any more',
      remedy:
        'Use `istiod-clusterrole-istio-system`, with the revision before the namespace if there is one.',
      files: {
        'binding.yaml': `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata:
  name: ci
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: istiod-istio-system}
subjects: []
`,
      },
    },
  ],
  link: ['Upgrade notes of 1.29', upgradeNotesOf('1.29')],
  check(object, { report }) {
    if (object.group !== 'rbac.authorization.k8s.io' || !/^(?:Cluster)?RoleBinding$/.test(object.kind))
      return;
    for (const at of accountsOf(object)) report({ level: 'warning', at, message, help });
    const role = entryOf(valueAt(object.mapping, 'roleRef'), 'name');
    const name = stringOf(role?.value) ?? '';
    const kind = stringOf(valueAt(object.mapping, 'roleRef', 'kind'));
    if (role && Object.hasOwn(clusterRoles, name) && kind === 'ClusterRole')
      report({ level: 'warning', at: role, ...said(name) });
  },
});

/** The names of subjects that are the old account. */
function accountsOf({ mapping }: KubernetesObject): Node[] {
  return itemsOf(valueAt(mapping, 'subjects')).flatMap(({ value }) => {
    const name = valueAt(value, 'name');
    return name && stringOf(name) === old && stringOf(valueAt(value, 'kind')) === 'ServiceAccount'
      ? [name]
      : [];
  });
}
