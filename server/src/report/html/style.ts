/** The page's looks: the editor's colours where it is shown in one, else light or dark as the system is. */
export const STYLE = `
:root { color-scheme: light dark; --bg: #ffffff; --fg: #1f2933; --muted: #5b6875; --line: #d9dee4; --panel: #f5f7f9; --link: #0b62c4;
  --good: #2e7d4f; --part: #b07d00; --bad: #b3452c; --none: #8a949e; }
@media (prefers-color-scheme: dark) { :root { --bg: #15191e; --fg: #dde3ea; --muted: #98a4b0; --line: #313a44; --panel: #1d232a; --link: #6cb2ff;
  --good: #5cb885; --part: #d9ab3c; --bad: #e58a6f; --none: #6b7681; } }
body.vscode-light, body.vscode-dark, body.vscode-high-contrast, body.vscode-high-contrast-light { --bg: var(--vscode-editor-background); --fg: var(--vscode-editor-foreground);
  --muted: var(--vscode-descriptionForeground); --line: var(--vscode-panel-border, var(--vscode-contrastBorder)); --panel: var(--vscode-editorWidget-background); --link: var(--vscode-textLink-foreground);
  --good: var(--vscode-charts-green); --part: var(--vscode-charts-yellow); --bad: var(--vscode-charts-red); }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem; max-width: 72rem; background: var(--bg); color: var(--fg); font: 14px/1.5 var(--vscode-font-family, system-ui, sans-serif); }
h1 { font-size: 1.8rem; margin: 0 0 .25rem; } h2 { font-size: 1.15rem; margin: 2.2rem 0 .6rem; } p { margin: .25rem 0; } .muted { color: var(--muted); }
a { color: var(--link); text-decoration: none; } a:hover, a:focus-visible { text-decoration: underline; } :focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
code { font-family: var(--vscode-editor-font-family, ui-monospace, monospace); font-size: .92em; }
.bar { display: flex; height: 14px; border-radius: 7px; overflow: hidden; background: var(--line); margin: .8rem 0 .4rem; } .bar span { display: block; }
.deployed { background: var(--good); } .manual, .possible, .other { background: var(--part); } .unwatched { background: var(--bad); }
.possible { background-image: repeating-linear-gradient(45deg, transparent 0 4px, rgb(0 0 0 / .18) 4px 8px); }
.legend { display: flex; flex-wrap: wrap; gap: .3rem 1.2rem; list-style: none; padding: 0; margin: 0; } .legend i { display: inline-block; width: .75em; height: .75em; border-radius: 2px; margin-right: .4em; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; padding: .35rem .6rem; border-bottom: 1px solid var(--line); vertical-align: top; } td { overflow-wrap: break-word; } td code { overflow-wrap: anywhere; } th { white-space: nowrap; } .scroll { overflow-x: auto; }
th button { all: unset; cursor: pointer; font-weight: 600; } th button:focus-visible { outline: 2px solid var(--link); } th[aria-sort=ascending] button::after { content: ' ↑'; } th[aria-sort=descending] button::after { content: ' ↓'; }
input[type=search] { font: inherit; color: inherit; background: var(--panel); border: 1px solid var(--line); border-radius: 4px; padding: .3rem .6rem; width: min(24rem, 100%); margin-bottom: .5rem; }
.map { position: relative; width: 100%; min-height: 7rem; } .map button { position: absolute; display: flex; flex-direction: column; gap: 0 .4rem; overflow: hidden; padding: .25rem .4rem; border: 1px solid var(--bg); border-radius: 4px; color: var(--fg); font: inherit; font-size: .82rem; line-height: 1.25; text-align: left; cursor: pointer; background: var(--tint); box-shadow: inset 0 0 0 1px var(--edge); }
.map b { font-weight: 600; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; max-width: 100%; } .map span { opacity: .85; }
.map .all { --edge: var(--good); --tint: color-mix(in srgb, var(--good) 32%, var(--bg)); } .map .most { --edge: var(--good); --tint: color-mix(in srgb, var(--good) 14%, var(--bg)); }
.map .some { --edge: var(--part); --tint: color-mix(in srgb, var(--part) 20%, var(--bg)); } .map .none { --edge: var(--bad); --tint: color-mix(in srgb, var(--bad) 20%, var(--bg)); } .map .else { --edge: var(--none); --tint: var(--panel); }
.map button:hover, .map button:focus-visible { z-index: 1; box-shadow: inset 0 0 0 2px var(--edge); } .map button[aria-pressed=true] { z-index: 1; outline: 3px solid var(--link); outline-offset: -3px; }
.flow { display: block; width: 100%; height: auto; max-height: 44rem; margin: .4rem 0; } .flow text { fill: var(--fg); font: 12px var(--vscode-font-family, system-ui, sans-serif); paint-order: stroke; stroke: var(--bg); stroke-width: 3px; } .flow rect { fill: var(--muted); }
.flow path { fill: none; background: none; stroke: var(--none); stroke-opacity: .38; } .flow path:hover { stroke-opacity: .8; } .flow .deployed { stroke: var(--good); } .flow .manual, .flow .other { stroke: var(--part); } .flow .possible { stroke: var(--part); stroke-dasharray: 6 3; } .flow .unwatched { stroke: var(--bad); }
nav { display: flex; flex-wrap: wrap; gap: .2rem 1rem; margin-top: 1rem; padding: .4rem 0; border-block: 1px solid var(--line); } .search { display: flex; align-items: baseline; gap: .8rem; } .hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.effect { white-space: nowrap; } .effect::before { content: ''; display: inline-block; width: .6em; height: .6em; border-radius: 50%; margin-right: .45em; background: var(--part); } .effect[data-effect=automatic]::before { background: var(--good); } .effect[data-effect=manual]::before { background: var(--bad); }
.here { color: var(--good); } .gap { color: var(--bad); font-weight: 700; } details { margin: .6rem 0; } summary { cursor: pointer; color: var(--link); } section { scroll-margin-top: 1rem; }
tbody tr:hover { background: var(--panel); } td:nth-child(n+2):not(:last-child) { font-variant-numeric: tabular-nums; }
.tag { border: 1px solid var(--line); border-radius: 3px; padding: 0 .35em; font-size: .88em; white-space: nowrap; } .error { color: var(--bad); }
ul.plain { padding-left: 1.1rem; margin: .2rem 0; } .note { border-left: 3px solid var(--part); padding: .2rem .8rem; background: var(--panel); }
@media (prefers-reduced-motion: no-preference) { .bar span { transition: width .2s; } html { scroll-behavior: smooth; } }
@media (forced-colors: active) { .map button { border-color: CanvasText; } .bar { border: 1px solid CanvasText; } }
@media print { nav, .search { display: none; } body { max-width: none; } }
`;
