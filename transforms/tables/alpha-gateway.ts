/** A part of Gateway API that istiod reads only with PILOT_ENABLE_ALPHA_GATEWAY_API. */
export interface AlphaFeature {
  readonly what: 'kind' | 'listener protocol' | 'field of Gateway';
  readonly name: string;
  /** The first release that reads it without the flag. */
  readonly freed: Freed;
  /** The same for Gateways of class `istio-agentgateway`, where that differs. */
  readonly freedForAgentgateway?: Freed;
  /** Paths of istio/istio, at the release that freed it. */
  readonly source: string;
}

export type Freed = `1.${number}` | 'never';

const conversion = 'pilot/pkg/config/kube/gateway/conversion.go';
const controller = 'pilot/pkg/config/kube/gateway/controller.go';
const agentgateway = 'pilot/pkg/config/kube/agentgateway';

/** What the flag switches on, by the release that no longer needs it. */
export const alphaFeatures: readonly AlphaFeature[] = [
  { what: 'kind', name: 'BackendTLSPolicy', freed: '1.28', source: 'releasenotes/notes/gtw-140.yaml' },
  { what: 'kind', name: 'TLSRoute', freed: '1.30', source: controller },
  { what: 'listener protocol', name: 'TLS', freed: '1.30', source: conversion },
  {
    what: 'kind',
    name: 'XListenerSet',
    freed: '1.30',
    freedForAgentgateway: '1.31',
    source: `${controller}, ${agentgateway}/gateway_status.go`,
  },
  {
    what: 'kind',
    name: 'ListenerSet',
    freed: '1.30',
    freedForAgentgateway: '1.31',
    source: `${controller}, ${agentgateway}/gateway_status.go`,
  },
  {
    what: 'field of Gateway',
    name: 'allowedListeners',
    freed: '1.30',
    freedForAgentgateway: '1.31',
    source: `${conversion}, ${agentgateway}/gateway_status.go`,
  },
  { what: 'kind', name: 'TCPRoute', freed: '1.31', source: controller },
  {
    what: 'listener protocol',
    name: 'TCP',
    freed: '1.31',
    freedForAgentgateway: 'never',
    source: `${conversion}, ${agentgateway}/listener.go`,
  },
  {
    what: 'kind',
    name: 'XBackendTrafficPolicy',
    freed: 'never',
    source: 'pkg/config/schema/collections/extras.go',
  },
];
