import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  type ApplicationsResult,
  type FilesResult,
  type ManifestsParams,
  type ManifestsResult,
  Requests,
  type StatusParams,
} from '../../../server/src/protocol.ts';
import { detailsOf } from './manifestCoverage.ts';

/** The coverage in the editor’s own Test Coverage view: a test is an Application, a file’s documents are its statements. */
export interface TestCoverage extends vscode.Disposable {
  /** Publishes the coverage of now; once published it is kept up to date. */
  publish(): Promise<void>;
  show(status: StatusParams): void;
}

/** The newest part of the API, which an older editor may lack: coverage by test. */
type ProfileByTest = vscode.TestRunProfile & {
  loadDetailedCoverageForTest?: (
    run: vscode.TestRun,
    file: vscode.FileCoverage,
    test: vscode.TestItem,
  ) => Promise<vscode.FileCoverageDetail[]>;
};

export function createTestCoverage(client: BaseLanguageClient): TestCoverage {
  let published: { controller: vscode.TestController; profile: vscode.TestRunProfile } | undefined;
  let revision: number | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const manifestsOf = async (uri: vscode.Uri): Promise<ManifestsResult['manifests']> =>
    (await client.sendRequest<ManifestsResult>(Requests.manifests, { uri: uri.toString() } satisfies ManifestsParams))
      .manifests;

  /** Made when it is first asked for: a controller alone would already show the Testing view. */
  function create(): NonNullable<typeof published> {
    const controller = vscode.tests.createTestController('argocdCoverage', vscode.l10n.t('Argo CD Coverage'));
    const profile: ProfileByTest = controller.createRunProfile(
      vscode.l10n.t('Deployment coverage'),
      vscode.TestRunProfileKind.Coverage,
      () => publish(),
    );
    profile.loadDetailedCoverage = async (_run, file) => detailsOf(await manifestsOf(file.uri));
    profile.loadDetailedCoverageForTest = async (_run, file, test) => detailsOf(await manifestsOf(file.uri), test.id);
    return { controller, profile };
  }

  async function publish(): Promise<void> {
    published ??= create();
    const { controller, profile } = published;
    const [result, { applications }] = await Promise.all([
      client.sendRequest<FilesResult>(Requests.files),
      client.sendRequest<ApplicationsResult>(Requests.applications),
    ]);
    const places = new Map(applications.map((app) => [app.id, app]));
    const items = result.applications.map((id) => {
      const place = places.get(id);
      const item = controller.createTestItem(id, id, place && vscode.Uri.parse(place.uri));
      if (place) item.range = new vscode.Range(place.line, 0, place.line, 0);
      return item;
    });
    controller.items.replace(items);
    const request = new vscode.TestRunRequest(undefined, undefined, profile, false, true);
    const run = controller.createTestRun(request, vscode.l10n.t('Argo CD Coverage'), false);
    for (const item of items) run.passed(item);
    for (const file of result.files) if (file.counted > 0) run.addCoverage(coverageOf(file, items));
    run.end();
  }

  return {
    publish,
    show({ indexing, revision: now }) {
      if (indexing || now === revision) return;
      revision = now;
      if (!published) return;
      clearTimeout(timer);
      timer = setTimeout(() => void publish(), QUIET);
    },
    dispose() {
      clearTimeout(timer);
      published?.controller.dispose();
    },
  };
}

/** A burst of changes publishes once. */
const QUIET = 1_000;

/** The same for `FileCoverage`: the tests that contribute to it are the newest argument. */
type FileCoverageByTest = new (
  uri: vscode.Uri,
  statements: vscode.TestCoverageCount,
  branches: undefined,
  declarations: vscode.TestCoverageCount,
  tests: vscode.TestItem[],
) => vscode.FileCoverage;

function coverageOf(file: FilesResult['files'][number], items: readonly vscode.TestItem[]): vscode.FileCoverage {
  const count = new vscode.TestCoverageCount(file.deployed, file.counted);
  const tests = file.applications.map((number) => items[number]).filter((item) => item !== undefined);
  return new (vscode.FileCoverage as FileCoverageByTest)(vscode.Uri.parse(file.uri), count, undefined, count, tests);
}
