import { type About, linkToReference } from '../../../src/about';

const entry = `apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata:
  name: mail
spec:
  hosts: [mail.example.com]
  ports: [{number: 587, name: smtp, protocol: TCP}]
  resolution: NONE
`;

const namespace = `apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels: {istio.io/dataplane-mode: ambient}
`;

export const about: About = {
  why: [
    'istiod 1.28 sends a ServiceEntry of resolution `NONE` to ztunnel as a new type of service. A ztunnel of an earlier release does not know the type and refuses the update.',
    'In ambient mode this shows between the upgrade of istiod and that of ztunnel: the update is lost, or the service behaves as if it had no ServiceEntry. It is over once ztunnel is upgraded.',
  ],
  changes: ['Nothing. It only reports the entries that are concerned.'],
  reports: [
    {
      when: 'The tree shows ambient mode, and an entry has resolution `NONE`, or none, which means the same.',
      level: 'warning',
      message: 'a ztunnel older than 1.28 refuses a ServiceEntry of resolution NONE, and loses the update',
      remedy: 'Upgrade istiod and ztunnel close together, and look at these services in between.',
      files: {
        'mail.yaml': entry,
        'namespace.yaml': namespace,
      },
    },
    {
      when: 'The tree shows ambient mode, and a template inserts the resolution of an entry.',
      level: 'warning',
      message:
        'a template decides the resolution of this ServiceEntry: a ztunnel older than 1.28 refuses NONE',
      remedy: 'If it renders `NONE`, or no resolution, upgrade istiod and ztunnel close together.',
      files: {
        'templates/mail.yaml': entry.replace('resolution: NONE', 'resolution: {{ .Values.resolution }}'),
        'namespace.yaml': namespace,
      },
    },
    {
      when: 'Nothing in the tree shows ambient mode, and nothing in it installs istiod.',
      level: 'note',
      message: 'a ztunnel older than 1.28 refuses a ServiceEntry of resolution NONE, and loses the update',
      remedy: 'Nothing, unless the cluster runs in ambient mode.',
      files: { 'mail.yaml': entry },
    },
  ],
  links: [linkToReference('ServiceEntry', 'networking/service-entry/')],
};
