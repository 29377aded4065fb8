import type { About } from '../../../src/about';

/** An entry whose port has the given lines more, and a spec with the given ones. */
export function entryWith(port: string, spec = ''): string {
  return `apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata:
  name: partner
spec:
  hosts: [api.partner.example]
  ports:
    - number: 80
      name: http
      protocol: HTTP
${port}  resolution: NONE
${spec}`;
}

export const about: About = {
  why: [
    'Up to Istio 1.21, `targetPort` had no effect in a ServiceEntry with resolution `NONE`, which is also the default. In 1.22 and later, requests go to that port.',
  ],
  changes: [
    '`targetPort` is removed, so that the entry means what it meant, if the upgrade is known to start at 1.21 or before. If you wrote it because you want the new meaning, keep it: `# istio-migrate-ignore service-entry-target-port`.',
  ],
  examples: [
    {
      title: 'An entry of resolution NONE',
      before: { 'partner.yaml': entryWith('      targetPort: 443\n') },
      after: { 'partner.yaml': entryWith('') },
    },
  ],
  declines: [],
  reports: [
    {
      when: 'The entry selects workloads, whose port `targetPort` chose before, too.',
      level: 'warning',
      message:
        'since Istio 1.22 targetPort of a ServiceEntry with resolution NONE also applies to passthrough traffic',
      remedy: 'Test the entry on the new release.',
      files: {
        'partner.yaml': entryWith('      targetPort: 443\n', '  workloadSelector:\n    labels: {app: a}\n'),
      },
    },
  ],
  links: [
    {
      title: 'ServiceEntry in the reference of Istio',
      url: 'https://istio.io/latest/docs/reference/config/networking/service-entry/',
    },
  ],
};
