import { kustomizeSurvey } from '../../src/kustomize/kustomization';
import {
  asMapping,
  type Entry,
  entryOf,
  isNull,
  itemsOf,
  type Mapping,
  nodesIn,
  requireKnownEntry,
  scalarValueOf,
  stringOf,
  valueAt,
} from '../../src/yaml';
import {
  type CarriedVariable,
  isSwitchedOff,
  surveyOfUses,
  unseenUses,
  type Use,
  usesOf,
} from '../shared/variables/uses';
import type { Transform } from '../../src/transform';
import { reaches } from '../../src/version';
import { type About, linkToReference, upgradeNotesOf } from '../../src/about';

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
  change: {
    message: 'since Istio 1.21 the certificate of the upstream is verified, and this rule names no CA',
    help: 'set caCertificates to the CA that signed it, unless a public CA did; to keep the old behaviour, add "insecureSkipVerify: true" below "mode"',
  },
  field: /tls/,
  pointers: ['/spec/trafficPolicy', '/spec/subsets'],
  findUses({ mapping }) {
    const isWhole = entryOf(valueAt(mapping, 'spec'), 'host') !== undefined;
    const seen = nodesIn(valueAt(mapping, 'spec')).flatMap((node) => {
      const tls = entryOf(node, 'tls');
      return tls && asMapping(tls.value) ? usesIn(tls, isWhole) : [];
    });
    const fields = ['subsets', 'trafficPolicy', 'portLevelSettings', 'tls'];
    const message =
      'TLS settings without a CA cannot be seen: since Istio 1.21 they verify the certificate of the upstream';
    const help =
      'where it inserts tls with mode SIMPLE or MUTUAL, set caCertificates, or insecureSkipVerify: true to verify nothing';
    return [...seen, ...unseenUses(mapping, fields, summary, { message, help })];
  },
};

const summary = 'DestinationRule: insecureSkipVerify: true, so that the certificate is not verified';

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
      summary,
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

export const verifyCertificateSurvey = surveyOfUses(verifyCertificate);

/** Rules that verify the certificate of their upstream in 1.21 and later. */
export const destinationRuleTls: Transform = {
  id: 'destination-rule-tls',
  title: 'DestinationRules with TLS and no CA verify certificates',
  release: '1.21',
  phase: 'before',
  kind: 'pin',
  docs: upgradeNotesOf('1.21'),
  about: () => about(),
  triggers: ['DestinationRule', ...verifyCertificate.pointers],
  surveys: [verifyCertificateSurvey, kustomizeSurvey],

  migrate(document, context) {
    const { facts, range, pinDefaults } = context;
    if (isSwitchedOff(verifyCertificate, facts)) {
      // Up to 1.23 the variable keeps it off; the release that drops the variable carries it over.
      if (!reaches(range, verifyCertificate.gone) || range.isFromKnown) return;
    }
    for (const use of usesOf(verifyCertificate, document, context)) {
      const { at, blocked, keep } = use;
      const { report, rewrite } = use.context;
      if (blocked) report({ level: use.isUnseen ? 'note' : 'warning', at, ...blocked });
      else if (pinDefaults) rewrite(at, use.summary, keep);
      else {
        const { message, help } = verifyCertificate.change;
        report({ level: 'warning', at, message, help: `${help}, or pass --pin-defaults` });
      }
    }
  },
};

/** A rule with the given settings of TLS. */
export function ruleWith(tls: string): string {
  return `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: partner
spec:
  host: api.partner.example
  trafficPolicy:
    tls:
      mode: SIMPLE
${tls}`;
}

const about = (): About => ({
  why: [
    'Up to Istio 1.20, a DestinationRule with `tls.mode` SIMPLE or MUTUAL and no CA encrypted the connection, but did not verify who answered. In 1.21 and later the certificate must be signed by a CA that the proxy trusts. With a private CA, requests fail.',
  ],
  changes: [
    'With `--pin-defaults`, such a rule gets `insecureSkipVerify: true`, which is what it did before. Otherwise it is reported.',
  ],
  reports: [
    {
      when: 'A rule has TLS, and neither `caCertificates` nor `credentialName`.',
      level: 'warning',
      message: verifyCertificate.change.message,
      remedy: 'Name the CA, or keep the old behaviour with `insecureSkipVerify: true`.',
      files: { 'rule.yaml': ruleWith('') },
    },
    {
      when: 'Such a rule has `subjectAltNames`: it was meant to verify, so nothing switches that off.',
      level: 'warning',
      message:
        'since Istio 1.21 the certificate of the upstream is verified here, and for the first time its subjectAltNames as well',
      remedy: 'Name the CA in `caCertificates`.',
      files: { 'rule.yaml': ruleWith('      subjectAltNames: [api.partner.example]\n') },
    },
  ],
  links: [linkToReference('ClientTLSSettings', 'networking/destination-rule/#ClientTLSSettings')],
});
