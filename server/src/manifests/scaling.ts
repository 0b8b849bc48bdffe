import { type YamlDocument, yamlFile } from '../documents/yamlFile.ts';
import type { Derivation, Tree } from '../files/tree.ts';
import type { Span } from '../problems/problem.ts';
import { apiGroup } from './classify.ts';
import { fileSummary } from './fileSummary.ts';
import type { ManifestFacts } from './manifestFacts.ts';
import { sameJson } from './sameJson.ts';

/** An object that changes the replicas of a workload. */
export interface Scaler {
  readonly kind: string;
  readonly name: string | null;
  readonly namespace: string | null;
  readonly span: Span;
  readonly target: { readonly kind: string; readonly name: string };
}

/** A workload that writes its own replicas. */
export interface WrittenReplicas {
  readonly group: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string | null;
  /** Which document of the file it is. */
  readonly document: number;
  /** The place of the number. */
  readonly span: Span;
}

/** Where the target of a scaler stands; KEDA's kind is Deployment where none is written. */
const SCALERS: Readonly<Record<string, string>> = {
  HorizontalPodAutoscaler: 'autoscaling',
  ScaledObject: 'keda.sh',
};
const WORKLOADS = new Set(['Deployment', 'StatefulSet', 'ReplicaSet', 'Rollout']);

/** The autoscalers of a file; charts are not looked into, their values decide. */
export function scalersIn(tree: Tree, path: string): readonly Scaler[] {
  const { documents, chart } = tree.derive(fileSummary, path);
  return chart === undefined && documents.some(scales) ? tree.derive(scalers, path) : NONE;
}

/** The workloads of a file that write their replicas. */
export function writtenReplicasIn(tree: Tree, path: string): readonly WrittenReplicas[] {
  const { documents, chart } = tree.derive(fileSummary, path);
  return chart === undefined && documents.some(isWorkload) ? tree.derive(writtenReplicas, path) : NONE;
}

const NONE: readonly never[] = [];

function scales({ apiVersion, kind }: ManifestFacts): boolean {
  return SCALERS[kind] === apiGroup(apiVersion);
}

function isWorkload({ kind }: ManifestFacts): boolean {
  return WORKLOADS.has(kind);
}

const scalers: Derivation<readonly Scaler[]> = {
  name: 'scalers',
  compute(tree, path) {
    const wanted = tree.derive(fileSummary, path).documents.filter(scales);
    const parsed = tree.derive(yamlFile, path)?.documents ?? [];
    return wanted.flatMap((facts): Scaler[] => {
      const document = documentOf(parsed, facts);
      const name = document?.scalar(['spec', 'scaleTargetRef', 'name']);
      const kind = document?.scalar(['spec', 'scaleTargetRef', 'kind']) ?? 'Deployment';
      if (typeof name !== 'string' || typeof kind !== 'string') return [];
      return [{ ...pick(facts), span: facts.nameSpan ?? facts.kindSpan, target: { kind, name } }];
    });
  },
  equals: sameJson,
};

const writtenReplicas: Derivation<readonly WrittenReplicas[]> = {
  name: 'writtenReplicas',
  compute(tree, path) {
    const wanted = tree.derive(fileSummary, path).documents.filter(isWorkload);
    if (!tree.text(path)?.includes('replicas')) return NONE;
    const parsed = tree.derive(yamlFile, path)?.documents ?? [];
    return wanted.flatMap((facts): WrittenReplicas[] => {
      const document = documentOf(parsed, facts);
      const span = document?.valueSpan(['spec', 'replicas']);
      if (typeof document?.scalar(['spec', 'replicas']) !== 'number' || !span || facts.name === null) return [];
      const group = apiGroup(facts.apiVersion);
      return [{ group, ...pick(facts), name: facts.name, document: facts.index, span }];
    });
  },
  equals: sameJson,
};

function documentOf(documents: readonly YamlDocument[], { span }: ManifestFacts): YamlDocument | undefined {
  return documents.find((document) => document.span.start <= span.start && span.start <= document.span.end);
}

function pick({ kind, name, namespace }: ManifestFacts): Pick<ManifestFacts, 'kind' | 'name' | 'namespace'> {
  return { kind, name, namespace };
}
