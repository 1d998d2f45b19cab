/** Ports of containers that admission webhooks add. Sources: Istio, "Prometheus"; Linkerd, "Bringing your own Prometheus". */
export const injectedPorts: readonly string[] = ['http-envoy-prom', 'http-envoy-admin', 'linkerd-admin', 'admin-http'];
