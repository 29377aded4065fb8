/** How a tool is told to install a chart with values: where in its manifests the parts stand. */
export interface Carrier {
    /** What a manifest of it is called in a report. */
    readonly name: string;
    readonly in: ObjectOfTool | PartOfTool | FileOfTool;
    /**
     * Where the releases stand, from the object or the document: keys with dots between them, `key[]` for each item of a
     * list, `*` for each value of a map. All other paths count from there.
     */
    readonly at: readonly string[];
    /** Where the chart's name is; what comes first counts. */
    readonly chart: readonly string[];
    /** Where a chart that lies in a folder is named. */
    readonly folder?: string;
    /** Where an object is named that stands for the chart. */
    readonly reference?: string;
    readonly repository?: string;
    readonly version?: string;
    /** Where values come from, lowest first: a later one wins. */
    readonly layers: readonly LayerRow[];
    /** Where a release may say how its layers lie over one another, and the layers for what it says. */
    readonly modes?: {
        readonly at: string;
        readonly layers: Readonly<Record<string, readonly LayerRow[]>>;
    };
    /** Further holders, below the release, of the same layers, over all of its own. */
    readonly over?: string;
    /** Items `{name: dotted.path, value: …}`, or a map with dotted paths for keys, that win over all layers. */
    readonly parameters?: string;
    /** Items `{value: 'dotted.path=value'}` as of `--set`, which win over all layers and are never rewritten. */
    readonly assignments?: string;
    /** Dotted paths, or maps with such for keys, of single values that something else holds; they are never rewritten. */
    readonly targets?: readonly string[];
    /** Where, in the object, a text is that may change all of it; it is not read. */
    readonly patch?: string;
    /** Where a map of values belongs if there is none. */
    readonly usual?: Usual;
    /** Whether manifests of it are never rewritten. */
    readonly isFixed?: boolean;
    /** Where, in the document, templates of releases stand that a release may name below `inherit`. */
    readonly templates?: string;
}
/** An object of Kubernetes, at any depth. */
interface ObjectOfTool {
    readonly group: RegExp;
    readonly kind: string;
}
/** A mapping at any depth with all of these keys: a part that somebody's own template puts into the tool's object. */
interface PartOfTool {
    readonly keys: readonly string[];
}
/** A whole document: by the name of its file, or by what one of its keys says. */
interface FileOfTool {
    readonly file?: RegExp;
    readonly key?: string;
    readonly says?: RegExp;
}
interface Usual {
    readonly path: string;
    /** Whether the map is in a list there. */
    readonly isItem?: boolean;
    /** Whether only where there are parameters: older versions know no map of values. */
    readonly withParameters?: boolean;
    /** Whether the tool takes a text or files there, and never a map. */
    readonly isText?: boolean;
}
/**
 * `map`: a map of values. `text`: YAML in a string; it does not count beside a map at `unless`. `files`: a path, or a list
 * of them, from the manifest's folder. `references`: the same, from the root of a repository, as Argo CD has it.
 * `sources`: ConfigMaps and Secrets. `items`: a list of paths and maps. `texts`: a list of texts of YAML, of maps, and of
 * files as `file:path`.
 */
export interface LayerRow {
    readonly as: 'map' | 'text' | 'files' | 'references' | 'sources' | 'items' | 'texts' | 'base';
    readonly path: string;
    readonly unless?: string;
}
/**
 * The tools that are known.
 *
 * Sources: argo-cd, `pkg/apis/application/v1alpha1/types.go` (`valuesObject`, or `values` where that is not set);
 * fluxcd/helm-controller, `docs/spec/v2/helmreleases.md`; crossplane-contrib/provider-helm, `apis/release/v1beta1/types.go`;
 * helmfile, "Configuration"; kustomize, `api/types/helmchartargs.go`; rancher/fleet, `docs/ref-fleet-yaml.md`;
 * k3s-io/helm-controller, `pkg/apis/helm.cattle.io/v1/types.go`; skaffold, `pkg/skaffold/helm/args.go`; helmsman,
 * "desired state specification"; zarf, `src/api/v1alpha1/component.go`; sveltos, `api/v1beta1/spec.go`;
 * k0sproject/k0s, `docs/helm-charts.md`; cluster-api-addon-provider-helm, `api/v1alpha1/helmchartproxy_types.go`; ansible-collections/kubernetes.core,
 * `plugins/modules/helm.py` (`values` is another name of `release_values`, which wins over `values_files`; `set_values`
 * become `--set`); hashicorp/terraform-provider-helm, `docs/resources/release.md`; pulumi/pulumi-kubernetes, `helm.sh/v3`
 * `Release` (`values` win over `valueYamlFiles`).
 */
export declare const carriers: readonly Carrier[];
export {};
