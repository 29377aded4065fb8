/** A HelmRelease of Flux as `explain` and the docs show it, with what is written below its chart. */
export function fluxRelease(
  {
    name,
    chart = name,
    version,
  }: { readonly name: string; readonly chart?: string; readonly version?: string },
  values = '',
): string {
  return `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata:
  name: ${name}
spec:
  chart:
    spec:
      chart: ${chart}
${version === undefined ? '' : `      version: ${version}\n`}      sourceRef: {kind: HelmRepository, name: istio}
${values}`;
}
