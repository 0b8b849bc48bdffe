import { basename } from '../../files/paths.ts';
import { effectOfCode } from '../codeEffect.ts';
import type { CategoryRule } from '../effect.ts';

/** Texts of programs, by the ends of their names. Scripts that people run as they are do not count. */
const SOURCE =
  /\.(?:py|pyi|ipynb|go|rs|java|kt|kts|scala|groovy|clj|cs|fs|vb|c|h|cc|cpp|hpp|m|mm|swift|rb|erb|php|pl|lua|r|jl|ex|exs|erl|hs|ml|dart|zig|nim|ts|tsx|mts|cts|js|jsx|mjs|cjs|vue|svelte|astro|css|scss|sass|less|html?|sql|proto|graphql|gql|wasm|wat|sol|star|bzl|bazel)$/i;
/** What says how programs are built. */
const BUILD =
  /^(?:[^/]*\.)?(?:docker|container)file(?:\.[^/]+)?$|^\.dockerignore$|^(?:package(?:-lock)?\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|pnpm-workspace\.yaml|tsconfig[^/]*\.json|go\.(?:mod|sum|work|work\.sum)|requirements[^/]*\.(?:txt|in)|constraints[^/]*\.txt|pyproject\.toml|poetry\.lock|uv\.lock|setup\.(?:py|cfg)|Pipfile(?:\.lock)?|Cargo\.(?:toml|lock)|pom\.xml|build\.gradle(?:\.kts)?|settings\.gradle(?:\.kts)?|gradle\.properties|Gemfile(?:\.lock)?|composer\.(?:json|lock)|mix\.(?:exs|lock)|[^/]+\.(?:csproj|fsproj|sln)|BUILD|WORKSPACE|MODULE\.bazel(?:\.lock)?|CMakeLists\.txt)$/i;

/** What images are built of, and other programs. */
export const code: CategoryRule = {
  name: 'code',
  takes: ({ repository, file }, context) =>
    SOURCE.test(file) ||
    BUILD.test(basename(file)) ||
    context
      .builds(repository)
      .of(file)
      .some(({ pushes, vague }) => pushes && !vague),
  judge: (context, facts) => effectOfCode(context, facts),
};
