import { type Editor, type Entry, type Mapping, type Node, type Place, type Plain, type Sequence } from '../yaml';
import { type ChartName, type Installer, type LocalChart, type Slot } from './chart';
import type { ValuesPath } from './release-layers';
/** A chart as an installer names it. */
export interface ChartReference {
    /** `istiod`, `istio/istiod`, `oci://…/istiod`, `./charts/mesh`. */
    readonly name: string;
    /** Where it comes from, if that is named apart from it. */
    readonly repository: string | undefined;
}
/**
 * The places of the values of Istio's charts in those of a chart; none if the chart is another product's, undefined
 * where it is not known what the chart is.
 *
 * Sources: istio 1.28, `manifests/charts`; helm, "Subcharts and Global Values": a parent gives a subchart's values
 * under its name or alias, and `global` reaches every subchart.
 */
export declare function slotsOf({ name, repository }: ChartReference, charts: readonly LocalChart[]): Slot[] | undefined;
/** The places of the values of Istio's charts in those of a chart of the tree. */
export declare function slotsOfChart(chart: LocalChart, charts: readonly LocalChart[]): Slot[];
/** The chart of the tree that a name stands for, if it is a path: `istio/istiod` is a chart of a repository. */
export declare function localChartOf(name: string, charts: readonly LocalChart[]): LocalChart | undefined;
/**
 * One layer of the install values of one release of one of Istio's charts: the same view of a values file, of an
 * operator's object, and of a release in a manifest. The values are a map at a path inside a document, some of whose
 * keys may be missing; the document may as well be one that was found in a block string.
 */
export interface InstallValues {
    /** The chart whose values these are. One place may hold the values of several charts: each has its own view. */
    readonly chart: ChartName;
    /** What holds them, for the report. */
    readonly carrier: string;
    readonly installer: Installer;
    /** What a finding about the values as a whole points to. */
    readonly place: Place;
    /** The values of the chart. */
    readonly own: ValuesPath;
    /** The values that hold `global` for it. */
    readonly globals: ValuesPath;
    /** The values that the carrier holds as a whole: `global` reaches the chart from each level down to its own. */
    readonly root: ValuesPath;
    /**
     * The keys below which the chart's own keys may stand in its values, the one that wins first: `pilot`, then the root,
     * for istiod.
     */
    readonly forms: readonly (readonly string[])[];
    /** Parameters that win over the map. */
    readonly parameters: Parameters | undefined;
    /** A list of the chart's environment beside the values, as IstioOperator has it; it wins. */
    readonly environment: Sequence | undefined;
    /** The version that the carrier is pinned to, if it says so. */
    readonly version: Pin | undefined;
    /** Whether what is set nowhere belongs here: in the layer over which every other one wins. */
    readonly isLowest: boolean;
    /** The other layers of the release, where these values are a text: places in them lie outside of it. */
    readonly beside: readonly InstallValues[];
    /** Which layer of which release this is, for {@link otherLayers}. */
    readonly layer: string;
    /** The folder of the chart of the tree that takes them and hands them on to the chart. */
    readonly wrapper?: string;
}
/** A version that a carrier is pinned to; without a place, another document says so. */
export interface Pin {
    readonly text: string;
    readonly place: Place | undefined;
}
/** Items `{name: dotted.path, value: …}`, or a map with dotted paths for keys, and what the paths start with. */
export interface Parameters {
    readonly items: Sequence | Mapping;
    readonly own: readonly string[];
    readonly globals: readonly string[];
}
/** The places at which `global` reaches the chart, the one that wins first: a parent's wins over a subchart's. */
export declare function placesOfGlobal({ root, own }: InstallValues): ValuesPath[];
/** The map at a path, if it is there. */
export declare function mapAt({ base, keys }: ValuesPath): Mapping | undefined;
/**
 * Puts a value at a path below a place, with as many keys as are missing.
 *
 * @param origin where the value comes from: a comment behind it goes along
 * @throws Declined as {@link setValue}
 */
export declare function setAt(edit: Editor, { base, keys, isItem }: ValuesPath, path: readonly string[], value: Plain, origin?: Node): void;
/** The entry at a path below a place, if it is there. */
export declare function entryAt({ base, keys }: ValuesPath, path: readonly string[]): Entry | undefined;
/** Whether plain data is a map. */
export declare function isPlainMap(value: Plain): value is Readonly<Record<string, Plain>>;
/** How a values file is called among the layers. */
export declare function fileLayer(path: string): string;
/** Where the values of a chart stand below the values of a release. */
export declare function atSlot({ chart, own, globals, wrapper }: Slot, root: ValuesPath): Pick<InstallValues, 'own' | 'globals' | 'root' | 'forms' | 'wrapper'>;
/**
 * A pin by its text.
 *
 * @param place where it is, if it is in the document at hand
 */
export declare function pinOfText(text: string | undefined, place?: Node): Pin | undefined;
/** A version that a node names, with its place. */
export declare function pinOf(place: Node | undefined): Pin | undefined;
/** How a text in a ConfigMap is called among the layers. @param path the file that it is in */
export declare function configMapLayer(path: string, { name, namespace, key }: Partial<Record<'name' | 'namespace' | 'key', string | undefined>>): string;
/** How a layer of a release is called among all layers. */
export declare function layerOf({ id }: {
    readonly id: string;
}, index: number): string;
