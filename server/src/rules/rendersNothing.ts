import { templateYields } from '../coverage/templateYields.ts';
import { t } from '../l10n/t.ts';
import type { FileRule } from './rule.ts';

/** A template that gives no object with the values of any Application that deploys its chart; looked at in open files only. */
export const rendersNothing: FileRule = {
  codes: ['renders-nothing'],
  *check(context, repository, file) {
    const { summary, routes, manifests } = context.verdict(repository, file);
    const first = manifests[0];
    if (summary.chart === undefined || first === undefined) return;
    const yields = templateYields(routes, file);
    if (yields.length === 0 || yields.some(({ made }) => made.failed || made.objects.length > 0)) return;
    const off = yields.map(({ made }) => made.off).find((candidate) => candidate !== undefined);
    const at = { repository: repository.id, file };
    yield {
      code: 'renders-nothing',
      at: { ...at, span: first.facts.kindSpan },
      message: messageOf(off),
      related:
        off && 'condition' in off
          ? [{ at: { ...at, span: off.condition.span }, message: t`The condition that turns it off.` }]
          : [],
    };
  },
};

function messageOf(off: ReturnType<typeof templateYields>[number]['made']['off']): string {
  if (!off) return t`This template gives no object with the values of any Application that deploys the chart.`;
  if ('condition' in off)
    return t`This template gives no object with the values of any Application that deploys the chart: “${off.condition.condition}” turns it off.`;
  const { name, by } = off.subchart;
  return t`This template gives no object with the values of any Application that deploys the chart: the subchart “${name}” is disabled (“${by}”).`;
}
