import {
  isNull,
  itemsOf,
  type Mapping,
  requireKnownEntry,
  scalarValueOf,
  stringOf,
  valueAt,
  walk,
  asMapping,
  entryOf,
  type Entry,
} from '../../../src/yaml';
import type { CarriedVariable, Use } from '../../shared/uses';

/**
 * Up to 1.20, a rule without a CA verified nothing. In 1.21 and later the CAs of the system are taken instead.
 *
 * Source: istio 1.21, `pilot/pkg/features/pilot.go`, `pilot/pkg/networking/core/v1alpha3/cluster_traffic_policy.go`
 * (selectTrafficPolicyComponents); `pkg/config/validation/agent/validation.go` (ValidateTLS) for what is refused.
 */
export const verifyCertificate: CarriedVariable = {
  name: 'VERIFY_CERTIFICATE_AT_CLIENT',
  off: 'false',
  gone: '1.24',
  kind: 'DestinationRule',
  findUses: ({ objects }) =>
    objects
      .filter(({ group, kind }) => group === 'networking.istio.io' && kind === 'DestinationRule')
      .flatMap(({ mapping }) => {
        const uses: Use[] = [];
        const isWhole = entryOf(valueAt(mapping, 'spec'), 'host') !== undefined;
        walk(valueAt(mapping, 'spec'), (node) => {
          const tls = entryOf(asMapping(node), 'tls');
          if (tls && asMapping(tls.value)) uses.push(...usesIn(tls, isWhole));
        });
        return uses;
      }),
};

/** @param isWhole whether the object says all there is: a patch may leave out what another file says */
function usesIn(entry: Entry, isWhole: boolean): Use[] {
  const tls = entry.value as Mapping;
  const mode = stringOf(valueAt(tls, 'mode'));
  if (mode !== 'SIMPLE' && mode !== 'MUTUAL') return [];
  if (isSet(tls, 'caCertificates') || isSet(tls, 'credentialName')) return [];
  const skip = entryOf(tls, 'insecureSkipVerify');
  if (skip && scalarValueOf(skip.value) !== false) return [];
  return [
    {
      at: entry,
      summary: `DestinationRule: insecureSkipVerify: true, so that the certificate is not verified`,
      blocked: blockedBy(tls, skip !== undefined, isWhole),
      keep(edit) {
        for (const key of ['caCertificates', 'credentialName', 'subjectAltNames', 'insecureSkipVerify'])
          requireKnownEntry(tls, key);
        edit.insert(tls, 'insecureSkipVerify', true, entryOf(tls, 'mode'));
      },
    },
  ];
}

function blockedBy(tls: Mapping, isExplicit: boolean, isWhole: boolean): Use['blocked'] {
  const message = `since Istio 1.21 the certificate of the upstream is verified here`;
  if (itemsOf(valueAt(tls, 'subjectAltNames')).length > 0)
    return {
      message: `${message}, and for the first time its subjectAltNames as well`,
      help: 'set caCertificates to the CA that signed the certificate; Istio refuses insecureSkipVerify beside subjectAltNames',
    };
  if (isExplicit)
    return {
      message: `${message}, as insecureSkipVerify: false asks for`,
      help: 'set caCertificates to the CA that signed the certificate, unless a public CA did',
    };
  if (!isWhole)
    return {
      message: `${message}, unless another file gives this rule a CA`,
      help: 'set caCertificates in the rule that this patch is for',
    };
  return undefined;
}

function isSet(tls: Mapping, key: string): boolean {
  const value = valueAt(tls, key);
  return !isNull(value) && stringOf(value) !== '';
}
