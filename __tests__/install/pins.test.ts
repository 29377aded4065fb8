import { Facts } from '../../src/facts';
import { pinsOf, pinSurvey } from '../../src/install/pins/pins';
import { readPin } from '../../src/install/pins/read-pin';
import { ManifestFile } from '../../src/migrate/manifest-file';
import { surveyFile } from '../../src/migrate/migrate';
import { Words } from '../../src/words';

test.each([
  ['1.24.3', '1.24.3'],
  ['v1.24.3', '1.24.3'],
  ['1.24', '1.24'],
  ['v1.24-latest', '1.24'],
  ['1.24.3-distroless', '1.24.3'],
  ['1.31.0-rc.0', '1.31.0'],
  ['~1.24.0', '1.24.0'],
  ['^1.24', '1.24'],
  ['1.24.x', '1.24'],
  ['1.24.*', '1.24'],
  ['>=1.24 <1.26', '1.24'],
  ['>= 1.24.2, < 1.26', '1.24.2'],
  ['1.25.x || 1.23.4', '1.23.4'],
  ['${ISTIO_VERSION:=1.24.3}', '1.24.3'],
  ['latest', undefined],
  ['*', undefined],
  ['<1.26', undefined],
  ['1', undefined],
  ['2.1.0', undefined],
  ['1.2.3.4', undefined],
  ['main', undefined],
])('%s starts with %s', (text, wanted) => {
  const version = readPin(text);
  const shown =
    version &&
    [version.major, version.minor, ...(version.patch === undefined ? [] : [version.patch])].join('.');
  expect(shown).toBe(wanted);
});

/** The oldest pin of a text: what it is, and where. */
function pinOf(text: string, path = 'file.yaml') {
  const facts = new Facts();
  surveyFile(new ManifestFile(path, text), [pinSurvey], facts);
  return shownPin(facts);
}

function shownPin(facts: Facts): string | undefined {
  const [pin] = pinsOf(facts);
  if (!pin) return undefined;
  const { major, minor, patch } = pin.version;
  return `${pin.what} ${major}.${minor}${patch === undefined ? '' : `.${patch}`} ${pin.place.line}`;
}

test.each([
  [
    'an Application',
    'apiVersion: argoproj.io/v1alpha1\nkind: Application\nspec:\n  source:\n    repoURL: https://istio-release.storage.googleapis.com/charts\n    chart: base\n    targetRevision: 1.24.3\n',
    'chart base 1.24.3 7',
  ],
  [
    'an ApplicationSet of several charts',
    'apiVersion: argoproj.io/v1alpha1\nkind: ApplicationSet\nspec:\n  template:\n    spec:\n      source:\n        repoURL: https://istio-release.storage.googleapis.com/charts\n        chart: "{{chart}}"\n        targetRevision: 1.24.3\n',
    'chart of Istio 1.24.3 9',
  ],
  [
    'an ApplicationSet of several charts of another product',
    'apiVersion: argoproj.io/v1alpha1\nkind: ApplicationSet\nspec:\n  template:\n    spec:\n      source:\n        repoURL: https://example.com/istio-addons\n        chart: "{{chart}}"\n        targetRevision: 1.24.3\n',
    undefined,
  ],
  [
    'an OCI source of Argo CD',
    'apiVersion: argoproj.io/v1alpha1\nkind: Application\nspec:\n  sources:\n  - {repoURL: oci://ghcr.io/istio/release/charts/cni, path: ., targetRevision: 1.26.x}\n',
    'chart cni 1.26 5',
  ],
  [
    'a HelmRelease',
    'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nspec:\n  chart:\n    spec:\n      chart: gateway\n      version: ">=1.24.0"\n      sourceRef: {kind: HelmRepository, name: istio}\n',
    'chart gateway 1.24.0 7',
  ],
  [
    'an OCIRepository',
    'apiVersion: source.toolkit.fluxcd.io/v1\nkind: OCIRepository\nspec:\n  url: oci://gcr.io/istio-release/charts/istiod\n  ref: {tag: 1.27.1}\n',
    'chart istiod 1.27.1 5',
  ],
  [
    'a Chart.yaml',
    'apiVersion: v2\nname: mesh\nversion: 0.3.0\ndependencies:\n- name: istiod\n  version: ~1.22.0\n  repository: "@istio"\n',
    'chart istiod 1.22.0 6',
  ],
  [
    'a helmfile',
    'releases:\n- name: istio-base\n  chart: istio/base\n  version: 1.23.4\n',
    'chart base 1.23.4 4',
  ],
  [
    'k3s',
    'apiVersion: helm.cattle.io/v1\nkind: HelmChart\nspec: {repo: https://blob.istio.io/istio-release/charts, chart: ztunnel, version: 1.28.0}\n',
    'chart ztunnel 1.28.0 3',
  ],
  ['a kustomization', 'helmCharts:\n- name: istiod\n  version: 1.25\n', 'chart istiod 1.25 3'],
  [
    'a version that YAML takes for a number',
    'helmCharts:\n- name: istiod\n  version: 1.20\n',
    'chart istiod 1.20 3',
  ],
  [
    'Crossplane',
    'apiVersion: helm.crossplane.io/v1beta1\nkind: Release\nspec:\n  forProvider:\n    chart: {name: base, repository: "https://harbor.example.org/chartrepo/istio", version: 1.21.0}\n',
    'chart base 1.21.0 5',
  ],
  [
    'an IstioOperator',
    'apiVersion: install.istio.io/v1alpha1\nkind: IstioOperator\nspec:\n  tag: 1.22.1-distroless\n',
    'IstioOperator 1.22.1 4',
  ],
  [
    'Sail',
    'apiVersion: sailoperator.io/v1\nkind: Istio\nspec:\n  version: v1.24-latest\n',
    'Sail Istio 1.24 4',
  ],
  [
    'the image of the sidecars of a workload',
    'apiVersion: apps/v1\nkind: Deployment\nspec:\n  template:\n    metadata:\n      annotations:\n        sidecar.istio.io/proxyImage: docker.io/istio/proxyv2:1.24.3\n',
    'annotation sidecar.istio.io/proxyImage 1.24.3 7',
  ],
  [
    'a sidecar',
    'apiVersion: v1\nkind: Pod\nspec:\n  initContainers:\n    - {name: istio-init, image: istio/proxyv2:1.24.3}\n  containers:\n    - {name: shop, image: shop:1}\n',
    'sidecar 1.24.3 5',
  ],
  [
    'a gateway',
    'apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - {name: istio-proxy, image: istio/proxyv2:1.24.3}\n',
    'image proxyv2 1.24.3 5',
  ],
  [
    'a label of a revision of Sail',
    'apiVersion: v1\nkind: Namespace\nmetadata: {name: a, labels: {istio.io/rev: default-v1-24-3}}\n',
    'label istio.io/rev 1.24.3 3',
  ],
  [
    'a tag of Sail',
    'apiVersion: sailoperator.io/v1\nkind: IstioRevisionTag\nmetadata: {name: prod}\nspec:\n  targetRef: {kind: IstioRevision, name: default-v1-24-3}\n',
    'revision tag 1.24.3 5',
  ],
  [
    'the chart of Sail',
    'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nspec:\n  chart:\n    spec:\n      chart: sail-operator\n      version: 1.28.2\n',
    'Sail operator 1.28.2 7',
  ],
  [
    'the channel of Sail',
    'apiVersion: operators.coreos.com/v1alpha1\nkind: Subscription\nspec:\n  name: sailoperator\n  channel: "1.28"\n',
    'Sail operator 1.28 5',
  ],
  [
    'the version of Sail that OLM starts with',
    'apiVersion: operators.coreos.com/v1alpha1\nkind: Subscription\nspec:\n  name: sailoperator\n  channel: stable\n  startingCSV: sailoperator.v1.28.2\n',
    'Sail operator 1.28.2 6',
  ],
  ['the image of Sail', 'image: quay.io/sail-dev/sail-operator:1.28.2\n', 'Sail operator 1.28.2 1'],
  [
    'policies of Flux',
    'apiVersion: image.toolkit.fluxcd.io/v1\nkind: ImageRepository\nmetadata: {name: proxy}\nspec: {image: docker.io/istio/proxyv2}\n---\napiVersion: image.toolkit.fluxcd.io/v1\nkind: ImagePolicy\nmetadata: {name: proxy}\nspec:\n  imageRepositoryRef: {name: proxy}\n  policy: {semver: {range: 1.28.x}}\n',
    'image proxyv2 1.28 11',
  ],
  ['an image', 'image: harbor.example.org/istio/pilot:1.24.3\n', 'image pilot 1.24.3 1'],
  [
    'a private image',
    'kind: Pod\napiVersion: v1\nspec: {containers: [{image: harbor.example.org/mesh/proxyv2:1.19.3-distroless}]}\n',
    'image proxyv2 1.19.3 3',
  ],
  [
    'an image in two keys',
    'image:\n  repository: docker.io/istio/install-cni\n  tag: 1.26.1\n',
    'image install-cni 1.26.1 3',
  ],
  [
    'an image of a kustomization',
    'images:\n- name: docker.io/istio/pilot\n  newTag: 1.24.0\n',
    'image pilot 1.24.0 3',
  ],
  ['global.tag', 'global:\n  hub: docker.io/istio\n  tag: 1.24.5\n', 'global.tag 1.24.5 3'],
  ['global.tag beside pilot', 'pilot: {}\nglobal: {tag: 1.24.5} # istio/\n', 'global.tag 1.24.5 2'],
  [
    'a parameter',
    'parameters:\n- {name: global.hub, value: docker.io/istio}\n- {name: global.tag, value: 1.24.5}\n',
    'global.tag 1.24.5 3',
  ],
  [
    'a label',
    'apiVersion: v1\nkind: Namespace\nmetadata: {name: a, labels: {istio.io/rev: 1-24-3}}\n',
    'label istio.io/rev 1.24.3 3',
  ],
  ['a revision', 'revision: 1-24\nglobal: {hub: docker.io/istio/}\n', 'revision 1.24 1'],
  [
    'the oldest of several',
    'a: {image: istio/pilot:1.26.0}\nb: {image: istio/pilot:1.9.0}\nc: {image: istio/pilot:1.24.9}\n',
    'image pilot 1.9.0 2',
  ],
])('%s', (_, text, wanted) => {
  expect(pinOf(text)).toBe(wanted);
  expect(pinOf(text.replaceAll('\n', '\r\n'))).toBe(wanted);
});

test.each([
  [
    'charts of other products',
    'releases:\n- {chart: kiali/kiali-server, version: 1.24.0}\n- {chart: acme/base, version: 1.2.0} # istio/\n',
  ],
  ['samples', 'image: docker.io/istio/examples-bookinfo-reviews-v1:1.20.2\n'],
  ['other images', 'image: docker.io/acme/pilot:1.24.3 # istiod\n'],
  ['a tag of another product', 'global: {tag: 1.24.3, hub: docker.io/acme} # istio/\n'],
  ['the chart of the tree itself', 'apiVersion: v2\nname: mesh\nversion: 1.24.3\ndescription: istio/\n'],
  ['latest', 'image: docker.io/istio/pilot:latest # 1.2\n'],
  ['a template', 'image: docker.io/istio/pilot:{{ .Values.tag }} # 1.2\n'],
  [
    'API versions',
    'apiVersion: networking.istio.io/v1\nkind: Gateway\nspec: {servers: [{port: {number: 1.24}}]}\n',
  ],
  [
    'an operator of another product',
    'apiVersion: operators.coreos.com/v1alpha1\nkind: Subscription\nspec: {name: acme, channel: "1.28", startingCSV: acme.v1.28.2} # sailoperator\n',
  ],
  [
    'images that an operator may install',
    'metadata:\n  annotations:\n    images.v1_28_4.istiod: docker.io/istio/pilot:1.28.4\n    "images.v1_28_4.proxy": docker.io/istio/proxyv2:1.28.4\n',
  ],
  [
    'policies for another image',
    'apiVersion: image.toolkit.fluxcd.io/v1\nkind: ImageRepository\nmetadata: {name: proxy}\nspec: {image: docker.io/acme/shop}\n---\napiVersion: image.toolkit.fluxcd.io/v1\nkind: ImagePolicy\nspec: {imageRepositoryRef: {name: proxy}, policy: {semver: {range: 1.28.x}}}\n',
  ],
  ['a revision that is a name', 'metadata: {labels: {istio.io/rev: stable-1-24}}\n'],
])('%s pin nothing', (_, text) => {
  expect(pinOf(text, 'Chart.yaml')).toBeUndefined();
});

test.each([
  ['of one more image', 'imageRepositoryRef: {name: proxy}', 'imageRepositoryRef: {name: shop}'],
  ['that take no version', 'semver: {range: 1.28.x}', 'alphabetical: {order: asc}'],
  ['that name no image', 'imageRepositoryRef: {name: proxy}, ', ''],
  ['of another kind', 'kind: ImagePolicy', 'kind: ImagePicker'],
  ['of another group', 'image.toolkit.fluxcd.io', 'image.example.com'],
  ['of what is no repository', 'kind: ImageRepository', 'kind: ImageScan'],
])('policies %s pin nothing', (_, from, to) => {
  const policies = `apiVersion: image.toolkit.fluxcd.io/v1
kind: ImageRepository
metadata: {name: proxy}
spec: {image: docker.io/istio/proxyv2}
---
apiVersion: image.toolkit.fluxcd.io/v1
kind: ImagePolicy
metadata: {name: proxy}
spec: {imageRepositoryRef: {name: proxy}, policy: {semver: {range: 1.28.x}}}
`;
  expect(pinOf(policies)).toBe('image proxyv2 1.28 9');
  expect(pinOf(policies.replaceAll(from, to))).toBeUndefined();
});

test.each([
  [
    'a download from GitHub',
    'up.sh',
    'curl -LO "https://github.com/istio/istio/releases/download/1.28.4/istioctl-1.28.4-linux-amd64.tar.gz"\n',
    'download 1.28.4 1',
  ],
  [
    'a download from the bucket',
    'Dockerfile',
    'FROM alpine\nRUN wget https://istio-release.storage.googleapis.com/releases/1.28.3/istioctl.tgz\n',
    'download 1.28.3 2',
  ],
  [
    'a download from its new place',
    'play.yaml',
    '- get_url: {url: "https://blob.istio.io/istio-release/releases/1.29.1/istio-1.29.1-linux-amd64.tar.gz"}\n',
    'download 1.29.1 1',
  ],
  [
    'a download in a comment',
    'up.sh',
    '# from https://github.com/istio/istio/releases/download/1.28.4/istioctl.tgz\n',
    undefined,
  ],
  [
    'a command',
    'up.sh',
    '#!/bin/sh\nhelm upgrade -i istiod istio/istiod \\\n  --version 1.24.3\n',
    'chart istiod 1.24.3 3',
  ],
  [
    'a command with a variable',
    'up.sh',
    'export ISTIO="1.23.2"\nhelm install base istio/base --version "${ISTIO}"\n',
    'chart base 1.23.2 1',
  ],
  [
    'a command with the default of a variable',
    'up.sh',
    'helm install istiod istio/istiod --version=${V:-1.25}\n',
    'chart istiod 1.25 1',
  ],
  [
    'a Makefile',
    'Makefile',
    'ISTIO_VERSION ?= 1.22.1\nup:\n\thelm upgrade istiod istio/istiod --version $(ISTIO_VERSION)\n',
    'chart istiod 1.22.1 1',
  ],
  [
    'a Terraform module with a local value',
    'main.tf',
    'locals {\n  istio = "1.20.2"\n}\nresource "helm_release" "istiod" {\n  chart   = "istiod"\n  version = local.istio\n}\n',
    'chart istiod 1.20.2 2',
  ],
  [
    'a Terraform module with a variable',
    'main.tf',
    'variable "v" {\n  type    = string\n  default = "1.21.0"\n}\nresource "helm_release" "b" {\n  chart      = "base"\n  repository = "https://blob.istio.io/istio-release/charts"\n  version    = var.v\n}\n',
    'chart base 1.21.0 3',
  ],
  [
    'a Terraform resource',
    'main.tf',
    'resource "helm_release" "istiod" {\n  chart   = "istiod"\n  version = "1.26.2"\n}\n',
    'chart istiod 1.26.2 3',
  ],
  [
    'a module of EKS Blueprints',
    'main.tf',
    'locals {\n  url = "https://blob.istio.io/istio-release/charts"\n  mesh = "1.26.1"\n}\nmodule "addons" {\n  helm_releases = {\n    istio-base = {\n      chart         = "base"\n      chart_version = local.mesh\n      repository    = local.url\n    }\n  }\n}\n',
    'chart base 1.26.1 3',
  ],
  [
    'the script that downloads Istio',
    'up.sh',
    'curl -L https://istio.io/downloadIstio | ISTIO_VERSION=1.27.0 TARGET_ARCH=x86_64 sh -\n',
    'ISTIO_VERSION 1.27.0 1',
  ],
  [
    'an object of Sail that a script applies',
    'install.sh',
    '#!/bin/sh\ncat <<EOF | kubectl apply -f -\napiVersion: sailoperator.io/v1\nkind: Istio\nspec:\n  version: v1.27-latest\nEOF\n',
    'Sail Istio 1.27 6',
  ],
  [
    'the second object that a task of a playbook applies',
    'play.yml',
    '- hosts: all\n  tasks:\n    - shell: |\n        kubectl apply -f - <<"END"\n        kind: Namespace\n        ---\n        apiVersion: install.istio.io/v1alpha1\n        kind: IstioOperator\n        spec: {tag: 1.24.1}\n        END\n',
    'IstioOperator 1.24.1 9',
  ],
  [
    'a script with an argument',
    'up.sh',
    '#!/bin/bash\nISTIO_VERSION="${1:-1.23.2}"\n',
    'ISTIO_VERSION 1.23.2 2',
  ],
  ['a Makefile without helm', 'Makefile', 'ISTIO_VERSION ?= 1.22.1\n', 'ISTIO_VERSION 1.22.1 1'],
  ['a Dockerfile', 'Dockerfile', 'FROM alpine\nARG ISTIO_VERSION=1.24.0\n', 'ISTIO_VERSION 1.24.0 2'],
  ['a workflow', 'ci.yaml', 'env:\n  ISTIO_VERSION: 1.25.1\n', 'ISTIO_VERSION 1.25.1 2'],
  [
    'a container',
    'job.yaml',
    'env:\n  - name: ISTIO_VERSION\n    value: "1.25.1"\n',
    'ISTIO_VERSION 1.25.1 3',
  ],
  ['a file of variables', '.env', 'ISTIO_VERSION=1.22.3\n', 'ISTIO_VERSION 1.22.3 1'],
  [
    'a file of variables of a stage',
    'prod.env',
    'A=1\nISTIO_CHART_VERSION="1.22.3"\n',
    'ISTIO_CHART_VERSION 1.22.3 2',
  ],
  ['an example of variables', '.env.example', 'ISTIO_VERSION=1.20.0\n', undefined],
  [
    'a file of variables for each chart',
    'versions.env',
    'ISTIO_CHART_ISTIOD_VERSION="1.22.3" # ISTIO_VERSION\n',
    'ISTIO_CHART_ISTIOD_VERSION 1.22.3 1',
  ],
  ['asdf', '.tool-versions', 'kubectl 1.29.0\nistioctl 1.22.3\n', 'istioctl 1.22.3 2'],
  ['mise', 'mise.toml', '[tools]\nkubectl = "1.29"\nistioctl = "1.22.3"\n', 'istioctl 1.22.3 3'],
  [
    'mise with a backend',
    '.mise.toml',
    '"aqua:istio/istio/istioctl" = { version = "1.22.3" }\n',
    'istioctl 1.22.3 1',
  ],
  ['devbox', 'devbox.json', '{"packages": ["kubectl@1.29.0",\n"istioctl@1.22.3"]}\n', 'istioctl 1.22.3 2'],
  ['aqua', 'aqua.yaml', 'packages:\n- name: istio/istio@1.22.3\n', 'istio/istio 1.22.3 2'],
  ['another tool', '.tool-versions', 'istioctl-plugin 1.22.3\nkubectl 1.29.0\n', undefined],
  [
    'values of a chart of Applications',
    'values.yaml',
    'apps:\n  istio:\n    enabled: true\n    version: 1.22.3 # all\n',
    'istio.version 1.22.3 4',
  ],
  [
    'values in JSON',
    'values.json',
    '{\n  "istio": {\n    "chartVersion": "1.22.3"\n  }\n}\n',
    'istio.chartVersion 1.22.3 3',
  ],
  [
    'a version that is deeper',
    'values.yaml',
    'istio:\n  kiali:\n    version: 1.22.3\nversion: 1.20.1\n',
    undefined,
  ],
  ['variables of Ansible', 'all.yml', 'istio_version: "1.21.4"\n', 'istio_version 1.21.4 1'],
  ['a document with an example', 'README.md', 'ISTIO_VERSION=1.20.0 sh -\n', undefined],
  [
    'a version in one line',
    'config.json',
    '{"istio":{"repo": "a", "version":"1.28.3"}, "x": {"version": "1.20.1"}}\n',
    'istio.version 1.28.3 1',
  ],
  ['a flow map', 'values.yaml', 'istio: {chartVersion: v1.28.3}\n', 'istio.chartVersion 1.28.3 1'],
  [
    'a version below something else in one line',
    'config.json',
    '{"istio": {"kiali": {"version": "1.28.3"}}}\n',
    undefined,
  ],
  ['a flow map in a comment', 'values.yaml', '# istio: {version: 1.28.3}\n', undefined],
  ['usage in a block comment', 'gen.ts', '/**\n * Usage: ISTIO_VERSION=1.20.1 node gen.ts\n */\n', undefined],
  ['a version in a comment of one line', 'gen.ts', '/* ISTIO_VERSION=1.20.1 */\n', undefined],
  [
    'a case of a script',
    'up.sh',
    'case $1 in\n  *) ISTIO_VERSION=1.20.1 ;;\nesac\n',
    'ISTIO_VERSION 1.20.1 2',
  ],
  [
    'a revision that istioctl installs',
    'up.sh',
    'istioctl install -y -f a.yaml \\\n  --set revision=1-28-4\n',
    'revision 1.28.4 2',
  ],
  [
    'a revision that helm installs',
    'up.sh',
    'helm install istiod istio/istiod --set a=b,revision=1-28\n',
    'revision 1.28 1',
  ],
  [
    'a tag of revisions over two lines',
    'up.sh',
    'istioctl tag set default \\\n  --revision=1-28-4\n',
    'revision tag 1.28.4 2',
  ],
  [
    'a tag of revisions',
    'up.sh',
    'istioctl tag set default --revision 1-28-4 --overwrite\n',
    'revision tag 1.28.4 1',
  ],
  ['a label', 'up.sh', 'kubectl label ns shop "istio.io/rev=1-28-4"\n', 'label istio.io/rev 1.28.4 1'],
  [
    'a label of a revision of Sail',
    'up.sh',
    'oc label ns shop istio.io/rev=default-v1-28-4\n',
    'label istio.io/rev 1.28.4 1',
  ],
  [
    'a label of Terraform',
    'main.tf',
    'labels = {\n  "istio.io/rev" = "1-28-4"\n}\n',
    'label istio.io/rev 1.28.4 2',
  ],
  [
    'a label of a patch',
    'k.yaml',
    '- op: add\n  path: /metadata/labels/istio.io~1rev\n  value: 1-28-4\n',
    'label istio.io/rev 1.28.4 3',
  ],
  [
    'a value of Terraform',
    'main.tf',
    'set {\n  name  = "revision"\n  value = "1-28-4"\n} # istiod\n',
    'revision 1.28.4 3',
  ],
  [
    'a parameter for the revision',
    'app.yaml',
    'chart: istiod\nparameters:\n- {name: revision, value: 1-28-4}\n',
    'revision 1.28.4 3',
  ],
  ['a label that is a name', 'up.sh', 'kubectl label ns shop istio.io/rev=stable-1-28\n', undefined],
  ['a label in a comment', 'up.sh', '# kubectl label ns shop istio.io/rev=1-28-4\n', undefined],
  ['documentation of a label', 'README.md', 'kubectl label ns shop istio.io/rev=1-28-4\n', undefined],
  ['a comment', 'up.sh', '# ISTIO_VERSION=1.21.0 was used before\n', undefined],
  ['a comment behind', 'up.sh', 'set -e # ISTIO_VERSION=1.21.0\n', undefined],
  ['a line of help', 'up.sh', 'echo "usage: ISTIO_VERSION=1.20.1 ./up.sh"\n', undefined],
  [
    'what is quoted as a whole',
    'compose.yaml',
    'environment:\n  - "ISTIO_VERSION=1.24.0"\n',
    'ISTIO_VERSION 1.24.0 2',
  ],
  ['the lowest version', 'up.sh', 'MIN_ISTIO_VERSION=1.20.0\n', undefined],
  ['a version that is given', 'up.sh', 'ISTIO_VERSION=$1\nV=1.20.0\n', undefined],
  [
    'a variable of Terraform that a template reads',
    'variables.tf',
    'variable "istio_version" {\n  default = "1.22.3"\n}\n',
    'istio_version 1.22.3 2',
  ],
  [
    'a variable that is set twice',
    'up.sh',
    'V=1.23.2\nV=1.24.0\nhelm install istiod istio/istiod --version $V\n',
    'chart istiod 1.24.0 3',
  ],
  [
    'a variable that is set once more on a condition',
    'up.sh',
    'V=1.23.2\nif [ "$NEW" ]; then\n  V=1.24.0\nfi\nhelm install istiod istio/istiod --version $V\n',
    undefined,
  ],
  ['another product', 'up.sh', 'helm install base acme/base --version 1.24.3\n', undefined],
  [
    'an image of a Dockerfile',
    'Dockerfile',
    'FROM a/b:1\nFROM gcr.io/istio-release/istioctl:1.28.3 AS i\n',
    'image istioctl 1.28.3 2',
  ],
  [
    'an image that a script pulls',
    'up.sh',
    'docker pull "docker.io/istio/proxyv2:1.28.3-distroless"\n',
    'image proxyv2 1.28.3 1',
  ],
  [
    'an image by its short name',
    'up.sh',
    'crane copy istio/pilot:1.28.3 acme.example/mesh\n',
    'image pilot 1.28.3 1',
  ],
  [
    'an image of a mirror',
    'up.sh',
    'IMAGE=acme.example:5000/mirror/istio/ztunnel:1.28.3\n',
    'image ztunnel 1.28.3 1',
  ],
  ['an image in a comment', 'Dockerfile', '# FROM istio/pilot:1.28.3\n', undefined],
  ['an image in a text', 'up.sh', 'echo "copy istio/pilot:1.28.3 first"\n', undefined],
  ['an image of a sample', 'Dockerfile', 'FROM istio/examples-bookinfo-reviews-v1:1.20.3\n', undefined],
  ['an image of somebody else', 'up.sh', 'docker pull acme/not-istio/pilot:1.28.3\n', undefined],
  [
    'istioctl with a tag',
    'up.sh',
    'istioctl install -y \\\n  --set profile=default --set tag=1.28.3\n',
    'istioctl install 1.28.3 1',
  ],
  [
    'istioctl with a tag in values',
    'Makefile',
    'up:\n\t$(ISTIOCTL) upgrade --set values.global.tag=1.28.3-distroless\n',
    'istioctl install 1.28.3 2',
  ],
  ['istioctl that installs nothing', 'up.sh', 'istioctl analyze --set tag=1.28.3\n', undefined],
  ['documentation', 'README.md', 'istioctl install --set tag=1.28.3\n', undefined],
])('what %s pins', (_, path, text, wanted) => {
  const facts = new Facts();
  pinSurvey.glance?.(path, text, facts);
  expect(shownPin(facts)).toBe(wanted);
  if (wanted !== undefined) expect(isLookedAt(text)).toBe(true);
});

/** Whether a run finds that the survey has to see a text. */
function isLookedAt(text: string): boolean {
  return Words.of(pinSurvey.triggers).isIn(text);
}

/** A module that names the version in one file and writes it in another. */
const release = (version: string): string =>
  `resource "helm_release" "istiod" {\n  chart   = "istiod"\n  version = ${version}\n}\n`;

test.each([
  [
    'a local value',
    {
      'mesh/main.tf': release('local.istio_version'),
      'mesh/locals.tf': 'locals {\n  tags = { a = "b" }\n  istio_version = "1.20.2"\n}\n',
    },
    'chart istiod 1.20.2 mesh/locals.tf:3',
  ],
  [
    'a map of local values',
    {
      'mesh/main.tf': release('local.versions.istio'),
      'mesh/locals.tf': 'locals {\n  versions = {\n    vault = "1.15.0"\n    istio = "1.27.0"\n  }\n}\n',
    },
    'chart istiod 1.27.0 mesh/locals.tf:4',
  ],
  [
    'a map in one line, by its key',
    {
      'mesh/main.tf': release('local.versions["istio"]'),
      'mesh/locals.tf': 'locals {\n  versions = { vault = "1.15.0", istio = "1.27.0" }\n}\n',
    },
    'chart istiod 1.27.0 mesh/locals.tf:2',
  ],
  [
    'a map of maps',
    {
      'mesh/main.tf': release('local.versions.mesh["istio"]'),
      'mesh/locals.tf':
        'locals {\n  versions = merge(local.shared, {\n    mesh = {\n      istio = "1.22.3"\n    }\n  })\n}\n',
    },
    'chart istiod 1.22.3 mesh/locals.tf:4',
  ],
  [
    'a map that is looked into',
    {
      'mesh/main.tf': release('lookup(local.versions, "istio", "1.20.0")'),
      'mesh/locals.tf': 'locals {\n  versions = {\n    istio = "1.22.3"\n  }\n}\n',
    },
    'chart istiod 1.22.3 mesh/locals.tf:3',
  ],
  [
    'a map as the default of a variable',
    {
      'mesh/main.tf': release('var.istio.chart_version'),
      'mesh/variables.tf':
        'variable "istio" {\n  type = object({ chart_version = string })\n  default = {\n    chart_version = "1.22.3"\n  }\n}\n',
    },
    'chart istiod 1.22.3 mesh/variables.tf:4',
  ],
  [
    'a map that a module is given',
    {
      'modules/mesh/main.tf': release('var.versions.istio'),
      'live/main.tf':
        'locals {\n  pins = { istio = "1.22.3" }\n}\nmodule "mesh" {\n  source   = "../modules/mesh"\n  versions = local.pins\n}\n',
    },
    'chart istiod 1.22.3 live/main.tf:2',
  ],
  [
    'a map of a file of variables',
    { 'main.tf': release('var.versions.istio'), 'prod.tfvars': 'versions = {\n  istio = "1.22.3"\n}\n' },
    'chart istiod 1.22.3 prod.tfvars:2',
  ],
  [
    'a text in a module',
    {
      'main.tf':
        'locals {\n  text = <<-EOT\n    istio = {\n    version = "1.20.1"\n  EOT\n  # istio_version = "1.20.1"\n}\n',
    },
    undefined,
  ],
  [
    'a map that only a module of others reads',
    { 'mesh/locals.tf': 'locals { versions = { istio = "1.27.0" } }\n' },
    'istio_version 1.27.0 mesh/locals.tf:1',
  ],
  [
    'a variable with a default',
    {
      'mesh/main.tf': release('"${var.release}"'),
      'mesh/variables.tf': 'variable "release" {\n  type    = string\n  default = "1.21.0"\n}\n',
    },
    'chart istiod 1.21.0 mesh/variables.tf:3',
  ],
  [
    'what a caller gives a module',
    {
      'modules/mesh/main.tf': release('var.release'),
      'modules/mesh/variables.tf': 'variable "release" {}\n',
      'live/main.tf': 'module "mesh" {\n  source  = "../modules/mesh"\n  release = "1.22.3"\n}\n',
    },
    'chart istiod 1.22.3 live/main.tf:3',
  ],
  [
    'a local value that a module is given',
    {
      'modules/mesh/main.tf': release('var.istio_version'),
      'live/main.tf':
        'locals {\n  mesh = "1.22.3"\n}\nmodule "mesh" {\n  source        = "../modules/mesh"\n  istio_version = local.mesh\n}\n',
    },
    'chart istiod 1.22.3 live/main.tf:2',
  ],
  [
    'a file of variables',
    { 'main.tf': release('var.istio_version'), 'prod.tfvars': 'region = "eu"\nistio_version = "1.23.1"\n' },
    'chart istiod 1.23.1 prod.tfvars:2',
  ],
  [
    'a value of another module',
    { 'a/main.tf': release('local.version'), 'b/locals.tf': 'locals {\n  version = "1.20.2"\n}\n' },
    undefined,
  ],
  [
    'CUE',
    { 'istio.cue': '#Istio: {\n\tSystem: Namespace: "istio-system"\n}\n#Istio: {\n\tVersion: "1.23.1"\n}\n' },
    'Istio 1.23.1 istio.cue:5',
  ],
  [
    'a chart in CUE',
    { 'istiod.cue': 'chart: {\n\tname:    "istiod"\n\tversion: "1.24.0"\n\trepository: name: "istio"\n}\n' },
    'chart istiod 1.24.0 istiod.cue:3',
  ],
  ['another chart in CUE', { 'a.cue': 'chart: {\n\tname: "vault"\n\tversion: "1.24.0"\n}\n' }, undefined],
])('a version in %s', (_, files, wanted) => {
  const facts = new Facts();
  for (const [path, text] of Object.entries(files)) pinSurvey.glance?.(path, text, facts);
  const [pin] = pinsOf(facts);
  const { major, minor, patch } = pin?.version ?? {};
  const shown = pin && `${pin.what} ${major}.${minor}.${patch} ${pin.place.path}:${pin.place.line}`;
  expect(shown).toBe(wanted);
  if (wanted !== undefined) for (const text of Object.values(files)) expect(isLookedAt(text)).toBe(true);
});

const helmRelease = (version: string): string =>
  `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: istiod}
spec:
  chart:
    spec: {chart: istiod, version: "${version}", sourceRef: {kind: HelmRepository, name: istio}}
`;
const kustomization = (postBuild: string): string =>
  `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: {name: mesh}
spec:
  path: ./mesh
  postBuild:
    ${postBuild}
`;
const applicationSet = (version: string, generators: string, more = ''): string =>
  `apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: {name: istiod}
spec:
  generators:
${generators}
  template:
    spec:
      source:
        repoURL: https://istio-release.storage.googleapis.com/charts
        chart: istiod
        targetRevision: '${version}'
${more}`;

test.each([
  [
    'a Kustomization of Flux',
    {
      'mesh/istiod.yaml': helmRelease('${mesh_version}'),
      'clusters/prod.yaml': kustomization('substitute:\n      mesh_version: "1.22.3"'),
    },
    ['chart istiod 1.22.3 clusters/prod.yaml:8'],
  ],
  [
    'a ConfigMap',
    {
      'mesh/istiod.yaml': helmRelease('~${istio_version}'),
      'clusters/prod.yaml': kustomization('substituteFrom: [{kind: ConfigMap, name: versions}]'),
      'clusters/versions.yaml':
        'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: versions}\ndata:\n  istio_version: "1.22.3"\n',
    },
    ['chart istiod 1.22.3 clusters/versions.yaml:5'],
  ],
  [
    'a ConfigMap that a Kustomization names, whatever the key',
    {
      'mesh/istiod.yaml': helmRelease('${version}'),
      'clusters/prod.yaml': kustomization('substituteFrom: [{kind: ConfigMap, name: istio-version}]'),
      'clusters/versions.yaml':
        'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: istio-version\ndata:\n  version: 1.22.3\n',
      'clusters/others.yaml':
        'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: istio-other\ndata:\n  version: 1.20.0\n',
    },
    ['chart istiod 1.22.3 clusters/versions.yaml:6'],
  ],
  [
    'a ConfigMap that kustomize makes',
    {
      'mesh/istiod.yaml': helmRelease('${istio_version}'),
      'clusters/kustomization.yaml':
        'configMapGenerator:\n- name: versions\n  literals:\n  - istio_version=1.22.3\n',
    },
    ['chart istiod 1.22.3 clusters/kustomization.yaml:4'],
  ],
  [
    'a list of an ApplicationSet',
    {
      'a.yaml': applicationSet(
        '{{istioVersion}}',
        '  - list:\n      elements:\n      - {cluster: a, istioVersion: 1.23.1}\n      - {cluster: b, istioVersion: 1.22.3}',
      ),
    },
    ['chart istiod 1.22.3 a.yaml:9', 'chart istiod 1.23.1 a.yaml:8'],
  ],
  [
    'a list in a matrix, with Go templates',
    {
      'a.yaml': applicationSet(
        '{{ .mesh.version }}',
        '  - matrix:\n      generators:\n      - clusters: {}\n      - list:\n          elements:\n          - mesh: {version: 1.22.3}',
      ),
    },
    ['chart istiod 1.22.3 a.yaml:11'],
  ],
  [
    'values of a generator',
    {
      'a.yaml': applicationSet('{{values.mesh}}', '  - clusters:\n      values:\n        mesh: 1.22.3'),
    },
    ['chart istiod 1.22.3 a.yaml:8'],
  ],
  [
    'an ApplicationSet without them',
    { 'a.yaml': applicationSet('{{mesh}}', '  - clusters: {}', '        # 1.22.3\n') },
    [],
  ],
  [
    'the patch of an overlay, which names no chart',
    {
      'base/istiod.yaml':
        'kind: HelmRelease\napiVersion: helm.toolkit.fluxcd.io/v2\nmetadata: {name: istiod}\nspec:\n  chart:\n    spec: {chart: istiod, version: 1.22.3}\n',
      'dev/istiod.yaml':
        'kind: HelmRelease\napiVersion: helm.toolkit.fluxcd.io/v2\nmetadata: {name: istiod}\nspec:\n  chart:\n    spec:\n      version: 1.23.1\n',
      'dev/other.yaml':
        'kind: HelmRelease\napiVersion: helm.toolkit.fluxcd.io/v2\nmetadata: {name: istio-exporter}\nspec:\n  chart:\n    spec:\n      version: 1.21.1\n',
    },
    ['chart istiod 1.22.3 base/istiod.yaml:6', 'chart istiod 1.23.1 dev/istiod.yaml:7'],
  ],
  [
    'the patch of an Application',
    {
      'base/base.yaml':
        'kind: Application\napiVersion: argoproj.io/v1alpha1\nmetadata: {name: istio-base}\nspec:\n  source: {repoURL: https://blob.istio.io/istio-release/charts, chart: base, targetRevision: 1.22.3}\n',
      'dev/base.yaml':
        'kind: Application\napiVersion: argoproj.io/v1alpha1\nmetadata: {name: istio-base}\nspec:\n  source: {targetRevision: 1.23.1}\n',
    },
    ['chart base 1.22.3 base/base.yaml:5', 'chart base 1.23.1 dev/base.yaml:5'],
  ],
])('a version filled in by %s', (_, files, wanted) => {
  const facts = new Facts();
  for (const [path, text] of Object.entries(files))
    surveyFile(new ManifestFile(path, text), [pinSurvey], facts);
  const shown = pinsOf(facts).map(
    ({ what, version: { major, minor, patch }, place: { path, line } }) =>
      `${what} ${major}.${minor}.${patch} ${path}:${line}`,
  );
  expect(shown).toEqual(wanted);
});
