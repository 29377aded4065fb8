import { findIstiodValues } from '../../src/install/find';
import { settingsOf } from '../../src/install/settings';
import { installSurvey } from '../../src/install/tree';
import type { Transform } from '../../src/transform';
import { entriesOf, stringOf } from '../../src/yaml';

const proxyAsContainer =
  /^(?<indent> *)containers:[^\n]*\n(?:(?!\k<indent>\w)[^\n]*\n)*?[^\n]*- name: ["']?istio-proxy\b/m;

/**
 * With native sidecars, which are the default on nodes of Kubernetes 1.33 and later, the proxy is an init container. A
 * template that adds `istio-proxy` to the containers makes a second one.
 *
 * Source: istio 1.27, `pkg/kube/inject/webhook.go` (DetectNativeSidecar); istio issue 56455.
 */
export const injectionTemplates: Transform = {
  id: 'injection-templates',
  title: 'Injection templates with istio-proxy among the containers',
  release: '1.27',
  phase: 'before',
  kind: 'advice',
  docs: 'https://istio.io/latest/news/releases/1.27.x/announcing-1.27/upgrade-notes/',
  about: async () => (await import('./injection-templates-about')).about,
  triggers: ['templates'],
  surveys: [installSurvey],
  migrate(document, { facts, report }) {
    for (const values of findIstiodValues(document, facts)) {
      for (const { value } of settingsOf(values, ['sidecarInjectorWebhook', 'templates'])) {
        for (const template of entriesOf(value)) {
          if (!proxyAsContainer.test(stringOf(template.value) ?? '')) continue;
          report({
            level: 'error',
            at: template,
            message:
              'with native sidecars, this template adds a second container istio-proxy, and pods are refused',
            help: 'write istio-proxy below initContainers as well, depending on .NativeSidecars, or set ENABLE_NATIVE_SIDECARS to "false" for istiod',
          });
        }
      }
    }
  },
};
