/** Draws numbers in [0, 1), always the same ones for the same seed. */
export type Random = () => number;

/** A linear congruential generator: good enough to vary texts, and the same on every machine. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0 || 1;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Makes the text of one kind of manifest for a service. */
export type ManifestText = (name: string, random: Random) => string;

const metadata = (name: string, namespace = name): string => `metadata:
  name: ${name}
  namespace: ${namespace}
  labels:
    app.kubernetes.io/name: ${name}
    app.kubernetes.io/part-of: platform
`;

/** Block and flow style, comments, quotes and a block scalar that looks like a manifest: what people write. */
export const deployment: ManifestText = (name, random) => `# ${name}: main workload
apiVersion: apps/v1
kind: Deployment
${metadata(name)}spec:
  replicas: ${1 + Math.floor(random() * 5)}
  selector:
    matchLabels:
      app.kubernetes.io/name: ${name}
  template:
    metadata:
      labels:
        app.kubernetes.io/name: ${name}
    spec:
      containers:
        - name: ${name}
          image: "ghcr.io/acme/${name}:1.${Math.floor(random() * 40)}.0"
          ports:
            - { name: http, containerPort: 8080 }
          envFrom:
            - configMapRef:
                name: ${name}-config
          args:
            - --listen=:8080
            - |
              multi: line
              apiVersion: not-a-manifest
          resources:
            requests: { cpu: 100m, memory: 128Mi }
            limits:
              memory: 256Mi
          readinessProbe:
            httpGet: { path: /healthz, port: http }
`;

export const service: ManifestText = (name) => `apiVersion: v1
kind: Service
${metadata(name)}spec:
  selector:
    app.kubernetes.io/name: ${name}
  ports:
    - name: http
      port: 80
      targetPort: http
`;

export const config: ManifestText = (name, random) => {
  const level = ['info', 'debug', 'warn'][Math.floor(random() * 3)];
  const flags = Array.from({ length: 12 }, (_, i) => `      flag-${i}: ${random() < 0.5}\n`).join('');
  return `kind: ConfigMap
apiVersion: v1
${metadata(`${name}-config`, name)}data:
  LOG_LEVEL: ${level}
  settings.yaml: |
    kind: Settings
    features:
${flags}`;
};

export const autoscaler: ManifestText = (name) => `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
${metadata(name)}spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: ${name} }
  minReplicas: 1
  maxReplicas: 9
  metrics:
    - type: Resource
      resource:
        name: cpu
        target: { type: Utilization, averageUtilization: 70 }
`;

/** Two documents in one file. */
export const monitor: ManifestText = (name) => `---
apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
${metadata(name)}spec:
  selector:
    matchLabels:
      app.kubernetes.io/name: ${name}
  endpoints:
    - port: http
---
apiVersion: policy/v1
kind: PodDisruptionBudget
${metadata(name)}spec:
  minAvailable: 1
  selector:
    matchLabels:
      app.kubernetes.io/name: ${name}
`;

/** A strategic merge patch: no manifest by itself. */
export const replicasPatch = (name: string, replicas: number): string => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
spec:
  replicas: ${replicas}
`;
