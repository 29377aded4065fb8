import type { About } from '../../src/about';

export const about: About = {
  why: [
    'In Istio 1.27 and later, the proxy is a native sidecar, an init container, once every node runs Kubernetes 1.33 or newer. A custom injection template that adds `istio-proxy` to `containers` then makes a second container of that name.',
  ],
  changes: ['Nothing. It reports such templates.'],
  examples: [],
  declines: [],
  reports: [
    {
      when: 'A template in `sidecarInjectorWebhook.templates` names `istio-proxy` below `containers`.',
      level: 'error',
      message:
        'with native sidecars, this template adds a second container istio-proxy, and pods are refused',
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
    },
  ],
  links: [
    {
      title: 'Sidecar injection',
      url: 'https://istio.io/latest/docs/setup/additional-setup/sidecar-injection/',
    },
  ],
};
