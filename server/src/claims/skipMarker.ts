/** A file that holds this anywhere is not rendered by a directory source (`reposerver/repository/repository.go` skipFileRenderingMarker). */
export const SKIP_MARKER = '+argocd:skip-file-rendering';
