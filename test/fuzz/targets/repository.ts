import type { Target } from '../target.ts';

/** What decides about a repository as a whole: Git's own files, ignore rules and settings. */
export const repository: Target = {
  name: 'repository',
  governs: true,
  world: `
    //- .git/config
    [remote "origin"]
    	url = https://example.test/acme/r.git
    	pushurl = "git@example.test:acme/\\"r\\".git"
    [url "https://example.test/"]
    	insteadOf = "ex:" ; why
    [include]
    	path = config
    //- .git/HEAD
    ref: refs/heads/main
    //- .git/packed-refs
    # pack-refs with: peeled fully-peeled sorted
    0123456789012345678901234567890123456789 refs/tags/v1
    ^0123456789012345678901234567890123456789
    //- .git/refs/remotes/origin/HEAD
    ref: refs/remotes/origin/main
    //- .gitignore
    *.log
    !keep.log
    /build/
    **/tmp/**
    a[!b-d]?
    //- .argocd-coverage.yaml
    remotes: [https://example.test/acme/r.git]
    repositoryAliases: ['ex:acme/r']
    ignore: ['plain/**', '*.{a,b}', '!(x)']
    severity: { unwatched-manifest: error, '*': warning }
    applications: { include: ['argocd/**'], exclude: ['b*'], namespace: argocd }
    generators:
      clusters: [{ name: c1, server: https://c1, labels: { env: dev } }]
    //- deep/a.yaml
    apiVersion: v1
    kind: Service
    metadata: { name: a }
    //- deep/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab.yaml
    apiVersion: v1
    kind: Service
    metadata: { name: b }
  `,
  hostile: [
    '.git/config',
    '.git/HEAD',
    '.git/packed-refs',
    '.git/refs/remotes/origin/HEAD',
    '.gitignore',
    '.argocd-coverage.yaml',
  ],
  pieces:
    'ignore: ~ignore: ["~"]\n~+(a|aa)~*(a*)~!(~@(~{1..1000000}~{a,b}~**~?~/~\\~[!~[a-~*a*a*a*a*a*a*a*b~[[:alpha:]]~severity: ~off~unwatched-manifest: ~applications:\n~  include: ~clusters: ~root: true\n~remotes: ~__proto__: ~constructor: ~[~]~{~}~,~\n~  ~- ~[remote "origin"]\n~[url "a"]\n~[include]\n~path = ../config\n~url = ~insteadOf = ~https://example.test/acme/r.git~=~;~#~\t~ref: ~refs/heads/~ref: HEAD\n~0123456789012345678901234567890123456789'.split(
      '~',
    ),
  corpus: /(^|\/)\.gitignore$/,
};
