import { t } from '../../l10n/t.ts';
import { apiGroup } from '../../manifests/classify.ts';
import type { ManifestFacts } from '../../manifests/manifestFacts.ts';
import { effectOfContent } from '../contentEffect.ts';
import type { CategoryRule } from '../effect.ts';
import { effectOfManifests } from '../manifestEffect.ts';

/** API groups whose objects say what is measured, shown and alerted on; those that run the monitoring itself are workloads. */
const GROUPS = new Set([
  'monitoring.coreos.com',
  'monitoring.rhobs',
  'monitoring.googleapis.com',
  'operator.victoriametrics.com',
  'grafana.integreatly.org',
  'integreatly.org',
  'monitoring.grafana.com',
  'loki.grafana.com',
  'sloth.slok.dev',
  'pyrra.dev',
]);
const RUNS =
  /^(?:Prometheus|PrometheusAgent|Alertmanager|ThanosRuler|MonitoringStack|Grafana|LokiStack|VM(?:Agent|Alert|Alertmanager|Auth|Cluster|Single)|GrafanaAgent|OperatorConfig)$/;
/** Files without manifests, and ConfigMaps, whose path says that they are dashboards or alerts. */
const DASHBOARD =
  /(?:^|\/)[^/]*dashboards?\/[^/]+\.json$|(?:^|\/)[^/]*dashboards\/[^/]+\.(?:ya?ml|jsonnet|libsonnet)$|(?:^|[/._-])dashboards?[._-][^/]*(?:json|ya?ml)$/i;
const ALERTS =
  /(?:^|\/)(?:alerts?|alerting|(?:prometheus|alerting|recording|alert)[-_]?rules?)\/[^/]+\.(?:ya?ml|rules)$|(?:^|[/._-])(?:alerts?|(?:prometheus|alerting|recording|alert)[-_.]?rules?)\.(?:ya?ml|rules)$/i;

/** What is measured, shown and alerted on. */
export const monitoring: CategoryRule = {
  name: 'monitoring',
  takes({ file, verdict }) {
    const { manifests } = verdict;
    if (manifests.length === 0) return DASHBOARD.test(file) || ALERTS.test(file);
    return manifests.every(({ facts }) => measures(facts) || (facts.kind === 'ConfigMap' && DASHBOARD.test(file)));
  },
  judge: (_context, facts) =>
    facts.verdict.manifests.length > 0
      ? effectOfManifests(facts)
      : effectOfContent(facts, { does: 'say', sentence: loading(facts.file) }),
};

function loading(file: string): string {
  return file.endsWith('.json') ? t`Import ${file} into Grafana.` : t`Load ${file} into Prometheus.`;
}

function measures({ apiVersion, kind }: ManifestFacts): boolean {
  return GROUPS.has(apiGroup(apiVersion)) && !RUNS.test(kind);
}
