import type { Loss } from './values';

/** A field of an IstioOperator that istioctl refuses from a release on. */
export interface OperatorField {
  /** From the object's root; `*` stands for any key. */
  readonly path: readonly string[];
  /** The first release that does not know it. */
  readonly gone: string;
  /** The keys that `*`, at the end of the path, does not stand for. */
  readonly except?: readonly string[];
  /** Only this value is gone, and gives way to another one. Without it, the field is removed. */
  readonly renamed?: { readonly of: string; readonly to: string };
  /** What is said where it is removed with a value other than these. */
  readonly lost?: Loss & { readonly unless: readonly string[] };
  /** Why, after "PATH: ". */
  readonly reason: string;
  readonly source: string;
}

const unknownField = 'istioctl stops at it as an unknown field';
const types = 'operator/pkg/apis/types.go at 1.24.0, with DisallowUnknownFields';

/** Every field that the schema of the IstioOperator lost, values aside, oldest release first. The sources are paths of istio/istio. */
export const operatorFields: readonly OperatorField[] = [
  {
    path: ['spec', 'defaultRevision'],
    gone: '1.21',
    reason: unknownField,
    lost: {
      level: 'warning',
      unless: ['false'],
      message: 'it never made this revision the default one',
      help: 'if this revision is to be the default, set spec.values.defaultRevision to its name, or run "istioctl tag set default --revision NAME"',
    },
    source: 'istio/api, operator/v1alpha1/operator.proto at 1.20.0 and 1.21.0',
  },
  {
    path: ['spec', 'profile'],
    gone: '1.22',
    renamed: { of: 'external', to: 'remote' },
    reason: 'the profile "external" is gone',
    source: 'manifests/profiles at 1.21.0 and 1.22.0',
  },
  {
    path: ['spec', 'values', 'istio_cni', '*'],
    gone: '1.22',
    except: ['enabled', 'chained', 'provider'],
    reason: 'no chart ever read it, and istioctl stops at it as an unknown field',
    source: 'operator/pkg/apis/istio/v1alpha1/values_types.proto at 1.21.0 and 1.22.0',
  },
  { path: ['spec', 'addonComponents'], gone: '1.24', reason: unknownField, source: types },
  { path: ['spec', 'resourceSuffix'], gone: '1.24', reason: unknownField, source: types },
  {
    path: ['spec', 'components', '*', 'spec'],
    gone: '1.24',
    reason: unknownField,
    lost: {
      level: 'warning',
      unless: [],
      message: 'settings of the component below "spec" no longer count',
      help: 'set what you need of it in spec.components.<name>.k8s or in spec.values',
    },
    source: types,
  },
  { path: ['status'], gone: '1.24', reason: unknownField, source: types },
  {
    path: ['spec', 'values', 'gateways', '*', 'zvpn'],
    gone: '1.26',
    reason: unknownField,
    source: 'operator/pkg/apis/values_types.proto at 1.25.0 and 1.26.0',
  },
];
