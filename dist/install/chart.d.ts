import type { ManifestDocument } from '../kubernetes/document';
import type { FactKind, Facts } from '../facts';
export declare const localChart: FactKind<LocalChart>;
/** Whether a document is the index of a repository of charts, as `helm repo index` writes it: it reports packages. */
export declare function isChartIndex({ path, root }: ManifestDocument): boolean;
/** The chart that a `Chart.yaml` describes. */
export declare function readChart(document: ManifestDocument): LocalChart | undefined;
/**
 * The chart of a `Chart.yaml` that, by its text, neither is one of Istio's nor brings one along: all that has to be
 * known of it is where it lies.
 */
export declare function otherChart(path: string, text: string): LocalChart | undefined;
/** The innermost of the charts whose folder a file lies in. */
export declare function chartAround(path: string, facts: Facts): LocalChart | undefined;
/** Whether a file is the `Chart.yaml` of a copy of a chart of the Istio project. */
export declare function describesUpstreamChart(path: string, facts: Facts): boolean;
/**
 * Whether a file is never looked into: all but the `Chart.yaml` of a copy of a chart of the Istio project. The next
 * release replaces it as a whole, and an edit would be lost or make the copy differ.
 */
export declare function isInUpstreamChart(path: string, facts: Facts): boolean;
/** A chart that lies in the tree. */
export interface LocalChart {
    /** Its `Chart.yaml`. */
    readonly path: string;
    readonly folder: string;
    /** The name of a chart of the Istio project that this is a copy of: the next release replaces it as a whole. */
    readonly upstream: string | undefined;
    readonly dependencies: readonly ChartDependency[];
}
/** A chart that another one brings along. */
interface ChartDependency {
    readonly name: string;
    /** The key of its values in those of the chart: its alias, or its name. */
    readonly key: string;
    readonly version: string | undefined;
    readonly repository: string;
}
/** What reads the values: not each of them knows the same fields. */
export type Installer = 'helm' | 'istioctl' | 'sail';
/** The charts of Istio whose values are known. `ingress` and `egress` are the older `gateways/istio-*` charts. */
export type ChartName = 'base' | 'istiod' | 'cni' | 'ztunnel' | 'gateway' | 'ingress' | 'egress';
/** Where the values of one of Istio's charts stand in those of a chart, as paths of keys. */
export interface Slot {
    readonly chart: ChartName;
    /** The values of the chart. */
    readonly own: readonly string[];
    /** The values that hold `global` for it. */
    readonly globals: readonly string[];
    /** The version that a chart of the tree pins it to; undefined where the release's own version counts. */
    readonly version?: string;
    /** The folder of the chart of the tree that brings it along, and whose templates see the same values. */
    readonly wrapper?: string;
}
/** The keys below which a chart's own keys may stand in its values, the one that wins first. */
export declare function formsOfChart(chart: ChartName, installer: Installer): readonly (readonly string[])[];
/**
 * The values that a chart of Istio takes, by its name; `otherwise` for another name.
 *
 * @param origin its name and repository, as far as they are known
 */
export declare function slotsOfName(name: string, origin: string, otherwise: Slot[] | undefined): Slot[] | undefined;
export {};
