import type { Level } from '../../src/finding';

/** An annotation that a release no longer reads, or that never was one. */
export interface ChangedAnnotation {
  readonly name: string;
  /** The release that asks for the change. */
  readonly release: string;
  /** removed: it has no effect any more; renamed: same value, other name; wrong: it never had an effect. */
  readonly becomes:
    | { readonly is: 'removed' }
    | { readonly is: 'renamed'; readonly to: string }
    | { readonly is: 'wrong'; readonly right: string; readonly help: string };
  /** Why it goes, after "NAME: ". */
  readonly reason: string;
  /** What is said where it is removed. */
  readonly lost?: { readonly level: Level; readonly message: string; readonly help: string };
  /** Set where the same name is right for a label, so that a text that names it says nothing. */
  readonly isLabelToo?: boolean;
  readonly source: string;
}

const registry = 'istio/api, annotation/annotations.yaml';
const removed = { is: 'removed' } as const;

function dead(release: string, ...names: readonly string[]): ChangedAnnotation[] {
  return names.map((name) => ({
    name,
    release,
    becomes: removed,
    reason: 'nothing reads it any more',
    source: `${registry} at ${release}.0`,
  }));
}

/** Every annotation that left Istio or has another name, oldest release first. */
export const changedAnnotations: readonly ChangedAnnotation[] = [
  {
    name: 'istio.io/for-service-account',
    release: '1.22',
    becomes: removed,
    reason: 'a waypoint is for whatever names it in the label istio.io/use-waypoint',
    lost: {
      level: 'warning',
      message: 'this waypoint is no longer used because of its service account',
      help: 'label the namespace, Services or pods that use it with istio.io/use-waypoint and its name',
    },
    source: 'pkg/config/constants/constants.go at 1.21.0 and 1.22.0',
  },
  {
    name: 'istio.io/use-waypoint',
    release: '1.22',
    becomes: {
      is: 'wrong',
      right: 'the label istio.io/use-waypoint',
      help: 'to use the waypoint, move it from annotations to labels: it takes effect then; otherwise delete it',
    },
    reason: 'no release reads the annotation',
    isLabelToo: true,
    source: 'releasenotes/notes/50572.yaml at 1.22.0',
  },
  ...dead(
    '1.24',
    'alpha.istio.io/identity',
    'sidecar.istio.io/controlPlaneAuthPolicy',
    'install.operator.istio.io/chart-owner',
    'install.operator.istio.io/owner-generation',
    'install.operator.istio.io/version',
  ),
  {
    name: 'sidecar.istio.io/enableCoreDump',
    release: '1.24',
    becomes: removed,
    reason: 'the injector no longer prepares pods for core dumps',
    source: `${registry} at 1.25.0; samples/proxy-coredump at 1.24.0`,
  },
  {
    name: 'ambient.istio.io/bypassInboundCapture',
    release: '1.24',
    becomes: {
      is: 'wrong',
      right: 'ambient.istio.io/bypass-inbound-capture',
      help: 'rename it if inbound traffic is to bypass ztunnel: it takes effect then; otherwise delete it',
    },
    reason: 'only bypass-inbound-capture is read',
    source: `${registry} at 1.24.0; the change notes have the name wrong`,
  },
  {
    name: 'traffic.sidecar.istio.io/kubevirtInterfaces',
    release: '1.25',
    becomes: { is: 'renamed', to: 'istio.io/reroute-virtual-interfaces' },
    reason: 'the annotation has a new name, and the old one is deprecated',
    source: `${registry} at 1.25.0`,
  },
  {
    name: 'sidecar.istio.io/native-side',
    release: '1.27',
    becomes: {
      is: 'wrong',
      right: 'sidecar.istio.io/nativeSidecar',
      help: 'rename it if it is to decide about a native sidecar: it takes effect then; otherwise delete it',
    },
    reason: 'only nativeSidecar is read',
    source: 'pkg/kube/inject/webhook.go at 1.27.0; the change notes have the name wrong',
  },
  {
    name: 'sidecar.istio.io/statsCompression',
    release: '1.29',
    becomes: removed,
    reason: 'proxies compress metrics as the scraper asks for it',
    source: 'pkg/bootstrap/config.go at 1.28.0 and 1.29.0',
  },
];
