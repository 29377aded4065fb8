import { injectionTemplate } from '../../src/install/evidence';
import { findIstiodValues } from '../../src/install/find';
import { settingsOf } from '../../src/install/settings';
import { installSurvey } from '../../src/install/surveys';
import { documentCheck } from '../shared/checks/object-check';
import { entriesOf, stringOf } from '../../src/yaml';

const proxyAsContainer =
  /^(?<indent> *)containers:[^\n]*\n(?:(?!\k<indent>\w)[^\n]*\n)*?[^\n]*(?:[-{,] |^\k<indent> {2,4})name: ["']?istio-proxy\b/m;

/**
 * With native sidecars, which are the default on nodes of Kubernetes 1.33 and later, the proxy is an init container. A
 * template that adds `istio-proxy` to the containers makes a second one.
 *
 * Source: istio 1.27, `pkg/kube/inject/webhook.go` (DetectNativeSidecar); istio issue 56455.
 */
export const injectionTemplates = documentCheck({
  id: 'injection-templates',
  title: 'Injection templates with istio-proxy among the containers',
  release: '1.27',
  phase: 'before',
  kind: 'advice',
  triggers: ['templates'],
  surveys: [installSurvey],
  mentions: [
    {
      words: ['$containers := list'],
      level: 'note',
      message: 'a copy of the injection template of istiod, which fits its own release only',
      help: 'take the template of each new release, and repeat your changes in it',
      isMeant: ({ source }) => source.matches(injectionTemplate),
    },
  ],
  why: [
    'In Istio 1.27 and later, the proxy is a native sidecar, an init container, once every node runs Kubernetes 1.33 or newer. A custom injection template that adds `istio-proxy` to `containers` then makes a second container of that name.',
  ],
  changes: ['Nothing. It reports such templates.'],
  when: 'A template in `sidecarInjectorWebhook.templates` names `istio-proxy` below `containers`.',
  level: 'error',
  message: 'with native sidecars, this template adds a second container istio-proxy, and pods are refused',
  remedy: 'Write the proxy below `initContainers` as well, or switch native sidecars off.',
  files: {
    'values.yaml': `sidecarInjectorWebhook:
  templates:
    custom: |
      spec:
        containers:
          - name: istio-proxy
            env: []
pilot:
  traceSampling: 1
`,
  },
  help: 'write istio-proxy below initContainers as well, depending on .NativeSidecars, or set ENABLE_NATIVE_SIDECARS to "false" for istiod',
  link: ['Sidecar injection', 'https://istio.io/latest/docs/setup/additional-setup/sidecar-injection/'],
  find: (document, { facts }) =>
    findIstiodValues(document, facts)
      .flatMap((values) => settingsOf(values, ['sidecarInjectorWebhook', 'templates']))
      .flatMap(({ value }) => entriesOf(value))
      .filter(({ value }) => proxyAsContainer.test(stringOf(value) ?? '')),
});
