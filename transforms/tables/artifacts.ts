/** Something of Istio's release that has a new address. */
export interface MovedArtifact {
  /** Charts come before images: the OCI charts lie below the address of the images. */
  readonly what: 'chart' | 'image' | 'download';
  /** Host and whole path segments, without a scheme. */
  readonly from: string;
  readonly to: string;
  /** How the address is written: as an http(s) URL, or as an OCI reference with or without a scheme. */
  readonly form: 'http' | 'oci';
  readonly source: string;
}

const retirement = 'https://istio.io/latest/blog/2026/retirement-of-gcp/';
const images = 'https://istio.io/latest/blog/2026/retirement-of-gcr.io-follow-up/';
const publish = 'istio/release-builder, release/publish.sh and build.sh at release-1.31';

/** Where the release of Istio moves, for every version that was ever published. The first row that fits decides. */
export const movedArtifacts: readonly MovedArtifact[] = [
  {
    what: 'chart',
    from: 'istio-release.storage.googleapis.com/charts',
    to: 'blob.istio.io/istio-release/charts',
    form: 'http',
    source: retirement,
  },
  {
    what: 'chart',
    from: 'storage.googleapis.com/istio-release/charts',
    to: 'blob.istio.io/istio-release/charts',
    form: 'http',
    source: `${retirement} (the same bucket, addressed by path)`,
  },
  {
    what: 'download',
    from: 'istio-release.storage.googleapis.com/releases',
    to: 'blob.istio.io/istio-release/releases',
    form: 'http',
    source: retirement,
  },
  {
    what: 'download',
    from: 'storage.googleapis.com/istio-release/releases',
    to: 'blob.istio.io/istio-release/releases',
    form: 'http',
    source: `${retirement} (the same bucket, addressed by path)`,
  },
  {
    what: 'chart',
    from: 'gcr.io/istio-release/charts',
    to: 'ghcr.io/istio/release/charts',
    form: 'oci',
    source: publish,
  },
  {
    what: 'chart',
    from: 'registry.istio.io/release/charts',
    to: 'ghcr.io/istio/release/charts',
    form: 'oci',
    source: publish,
  },
  { what: 'image', from: 'gcr.io/istio-release', to: 'docker.io/istio', form: 'oci', source: images },
  { what: 'image', from: 'registry.istio.io/release', to: 'docker.io/istio', form: 'oci', source: images },
];

/** An address that is reported and never rewritten. */
export interface ReportedArtifact {
  readonly from: string;
  /** What to use; undefined where no public address takes its place. */
  readonly to: string | undefined;
  readonly source: string;
}

/** Other places of the project at Google: test images, browsers of the buckets, the hosts themselves. */
export const reportedArtifacts: readonly ReportedArtifact[] = [
  { from: 'gcr.io/istio-testing', to: undefined, source: 'istio, bin/init.sh at master' },
  { from: 'registry.istio.io/testing', to: undefined, source: images },
  { from: 'gcr.io/istio-prerelease-testing', to: 'ghcr.io/istio/prerelease-testing', source: publish },
  { from: 'storage.googleapis.com/istio-build', to: 'blob.istio.io/istio-build', source: publish },
  { from: 'istio-build.storage.googleapis.com', to: 'blob.istio.io/istio-build', source: publish },
  { from: 'gs://istio-build', to: 'https://blob.istio.io/istio-build', source: publish },
  { from: 'storage.googleapis.com/istio-prerelease', to: undefined, source: publish },
  { from: 'istio-prerelease.storage.googleapis.com', to: undefined, source: publish },
  {
    from: 'console.cloud.google.com/storage/browser/istio-release',
    to: 'blob.istio.io/istio-release',
    source: retirement,
  },
  { from: 'console.cloud.google.com/gcr/images/istio-release', to: 'hub.docker.com/u/istio', source: images },
  { from: 'gcsweb.istio.io/gcs/istio-release', to: 'blob.istio.io/istio-release', source: retirement },
  { from: 'gs://istio-release', to: 'https://blob.istio.io/istio-release', source: retirement },
  { from: 'storage.googleapis.com/istio-release', to: 'blob.istio.io/istio-release', source: retirement },
  { from: 'istio-release.storage.googleapis.com', to: 'blob.istio.io/istio-release', source: retirement },
  {
    from: 'registry.istio.io',
    to: 'docker.io/istio (images) or ghcr.io/istio/release/charts',
    source: images,
  },
];
